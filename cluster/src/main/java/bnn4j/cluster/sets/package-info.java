/**
 * Sends parameter sets to workers.
 *
 * <p>Depends on {@code evaluation} and {@code overlay}; knows no Spark.
 */
package bnn4j.cluster.sets;
