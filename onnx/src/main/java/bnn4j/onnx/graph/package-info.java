/**
 * Converts an ONNX graph to an integer network: folds constants, detects layers, computes exact
 * thresholds.
 *
 * <p>May depend on {@code bnn4j.onnx.file} and {@code bnn4j.onnx.exact}, and on {@code overlay} for
 * the table of its inputs.
 */
package bnn4j.onnx.graph;
