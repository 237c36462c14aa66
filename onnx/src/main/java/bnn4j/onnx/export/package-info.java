/**
 * Exports parameter sets and trained networks as ONNX graphs.
 *
 * <p>May depend on {@code bnn4j.onnx.file}, on {@code bnn4j.onnx.graph} and {@code
 * bnn4j.onnx.synthesis} to read back what was written, and on {@code overlay} and {@code
 * finnthesizer}.
 */
package bnn4j.onnx.export;
