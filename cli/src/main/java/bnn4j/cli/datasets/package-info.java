/**
 * Command {@code datasets} with its subcommands.
 *
 * <p>Downloads, checks, shows and writes them.
 */
package bnn4j.cli.datasets;
