/**
 * What lies at a URI, and how it is cut into parts that workers read by themselves: IDX files,
 * CIFAR-10 records, folders of pictures.
 *
 * <p>Depends on {@code cluster.storage} and {@code datasets}; knows no Spark.
 */
package bnn4j.cluster.input;
