/**
 * Between networks of graphs and overlays: does one fit the other, thresholds with their proof,
 * foldings for an overlay of one's own.
 *
 * <p>May depend on {@code bnn4j.onnx.graph}, {@code overlay} and {@code finnthesizer}.
 */
package bnn4j.onnx.synthesis;
