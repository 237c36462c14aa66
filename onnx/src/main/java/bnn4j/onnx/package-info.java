/**
 * Entry point for ONNX models.
 *
 * <p>May depend on them, {@code overlay} and {@code finnthesizer}; of these nothing knows ONNX.
 */
package bnn4j.onnx;
