/**
 * Terminal output: progress, interruption, failures.
 *
 * <p>Knows no command.
 */
package bnn4j.cli.console;
