/**
 * Options and arguments that several commands take, and where the project's folders are.
 *
 * <p>Knows no command.
 */
package bnn4j.cli.option;
