/**
 * Converts overlay descriptions to hardware and determines its cost.
 *
 * <p>The packages below generate, simulate, estimate and synthesize. Depends on the overlay's
 * description and engine, never on training.
 */
package bnn4j.hardware;
