/**
 * Reads and writes files on any file system of Hadoop, on driver and executors.
 *
 * <p>Depends on Hadoop's client, which every Spark brings, and on {@code datasets.tree}.
 */
package bnn4j.cluster.storage;
