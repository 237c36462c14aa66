/**
 * What parameter sets get right of images on a cluster: the counts of {@code check-accuracy}, shard
 * by shard.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code evaluation}.
 */
package bnn4j.cluster.accuracy;
