/**
 * Command line that runs on a board. It is packed with the overlay module and JNA into one jar for
 * any Java 17.
 *
 * <p>May depend on {@code bnn4j.overlay} and its packages, and nothing else.
 */
package bnn4j.board.runtime;
