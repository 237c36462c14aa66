/**
 * Classifies images in bulk: workers write rows of a table, the driver moves the complete table
 * into place.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code evaluation}.
 */
package bnn4j.cluster.inference;
