/**
 * Options and arguments shared by several commands, and the project's folders.
 *
 * <p>Knows no command.
 */
package bnn4j.cli.option;
