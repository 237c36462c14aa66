/**
 * What runs on a board: a command line around the overlay module, packed with it and JNA into one
 * jar that any Java 17 can run.
 *
 * <p>May depend on {@code bnn4j.overlay} and its packages, and nothing else.
 */
package bnn4j.board.runtime;
