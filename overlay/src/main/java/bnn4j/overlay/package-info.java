/**
 * Describes accelerators: topology, precision, folding, and the values derived from them.
 *
 * <p>Plain immutable descriptions; reading, running and driving live in the packages below. Depends
 * on the JDK only, because it runs on the board.
 */
package bnn4j.overlay;
