/**
 * From an ONNX graph to the network of whole numbers that it is: constants folded, layers found,
 * decisions exact.
 *
 * <p>May depend on {@code bnn4j.onnx.file} and {@code bnn4j.onnx.exact}, and on {@code overlay} for
 * the table of its inputs.
 */
package bnn4j.onnx.graph;
