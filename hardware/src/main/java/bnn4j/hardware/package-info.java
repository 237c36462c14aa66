/**
 * The overlay itself: from its description to hardware, and what that hardware costs.
 *
 * <p>The packages below generate, simulate, estimate and synthesize. Depends on the overlay's
 * description and engine, never on training.
 */
package bnn4j.hardware;
