/**
 * Places where networks run: {@code --on} and the options of each place.
 *
 * <p>Opens accelerators; knows no command.
 */
package bnn4j.cli.place;
