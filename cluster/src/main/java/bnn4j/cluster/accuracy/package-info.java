/**
 * Counts correct images of parameter sets on a cluster, shard by shard, as {@code check-accuracy}
 * does.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code evaluation}.
 */
package bnn4j.cluster.accuracy;
