/**
 * The commands: options, checks before a cluster is asked for anything, and what is printed.
 *
 * <p>Depends on the packages of {@code cluster} beside it and on {@code cli}.
 */
package bnn4j.cluster.command;
