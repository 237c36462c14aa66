/**
 * The terminal: what is printed while a command works, how it is interrupted, how failures are
 * told.
 *
 * <p>Knows no command.
 */
package bnn4j.cli.console;
