/**
 * Draws an overlay's pipeline and the roofline of an estimate as SVG and PNG.
 *
 * <p>May depend on the package {@code estimate}.
 */
package bnn4j.hardware.draw;
