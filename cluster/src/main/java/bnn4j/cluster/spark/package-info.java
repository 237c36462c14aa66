/**
 * A Spark cluster as this project uses it: a list of tasks goes out, a list of results comes back
 * in the same order, and failures are told in the words of what failed.
 *
 * <p>Results are those of tasks, never accumulators: a task that runs twice, because its worker
 * died, counts once.
 */
package bnn4j.cluster.spark;
