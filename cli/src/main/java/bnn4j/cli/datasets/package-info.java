/**
 * Data sets: {@code datasets} and what is below it.
 *
 * <p>Downloads, checks, shows and writes them.
 */
package bnn4j.cli.datasets;
