/**
 * Pictures: an overlay's pipeline, the roofline of an estimate; as SVG and as PNG.
 *
 * <p>May depend on the package {@code estimate}.
 */
package bnn4j.hardware.draw;
