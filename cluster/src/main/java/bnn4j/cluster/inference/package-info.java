/**
 * Classification in bulk: rows of a table, written by the workers and put into place by the driver
 * once all are there.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code evaluation}.
 */
package bnn4j.cluster.inference;
