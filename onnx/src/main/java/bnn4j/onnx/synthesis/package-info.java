/**
 * Matches graph networks to overlays: checks the fit, proves thresholds, selects foldings for new
 * overlays.
 *
 * <p>May depend on {@code bnn4j.onnx.graph}, {@code overlay} and {@code finnthesizer}.
 */
package bnn4j.onnx.synthesis;
