/**
 * Runs a list of tasks on a Spark cluster, returns the results in the same order, and reports
 * failures in plain messages.
 *
 * <p>Results are those of tasks, never accumulators: a task that runs twice, because its worker
 * died, counts once.
 */
package bnn4j.cluster.spark;
