/**
 * Finds the input at a URI and splits it into parts that workers read: IDX files, CIFAR-10 records,
 * image folders.
 *
 * <p>Depends on {@code cluster.storage} and {@code datasets}; knows no Spark.
 */
package bnn4j.cluster.input;
