/**
 * Runs trials of sweeps and rounds of averaged training on workers that have DL4J.
 *
 * <p>Depends on {@code cluster.spark} and {@code experiment}.
 */
package bnn4j.cluster.training;
