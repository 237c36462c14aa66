/**
 * Commands {@code overlays} and {@code hardware} with their subcommands.
 *
 * <p>Reads overlays and networks, writes files and figures.
 */
package bnn4j.cli.hardware;
