/**
 * Command {@code offload} with its subcommands.
 *
 * <p>Where they run is told by the options of {@code place}.
 */
package bnn4j.cli.offload;
