/**
 * Commands on an Apache Spark cluster: those of {@code cli} with {@code --master}.
 *
 * <p>Stands on all other rooms; none of them knows it, and no other sees Spark.
 */
package bnn4j.cluster;
