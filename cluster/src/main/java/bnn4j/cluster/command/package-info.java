/**
 * The commands: options, checks before the cluster is used, and output.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code cli}.
 */
package bnn4j.cluster.command;
