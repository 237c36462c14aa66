/**
 * Files on any file system that Hadoop knows, from driver and executors alike.
 *
 * <p>Depends on Hadoop's client, which every Spark brings, and on {@code datasets.tree}.
 */
package bnn4j.cluster.storage;
