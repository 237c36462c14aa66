/**
 * What an accelerator is: topology, precision, folding, and everything that follows from them.
 *
 * <p>Plain immutable descriptions; reading, running and driving live in the packages below. Depends
 * on the JDK only, because it runs on the board.
 */
package bnn4j.overlay;
