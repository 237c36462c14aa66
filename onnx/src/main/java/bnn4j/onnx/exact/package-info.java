/**
 * Decisions in exact arithmetic: fractions, and one square root for a batch norm.
 *
 * <p>May depend on {@code commons-numbers-fraction}.
 */
package bnn4j.onnx.exact;
