/**
 * Exact arithmetic for decisions: fractions, and one square root per batch norm.
 *
 * <p>May depend on {@code commons-numbers-fraction}.
 */
package bnn4j.onnx.exact;
