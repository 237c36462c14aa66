/**
 * ONNX files as models: the door to the packages below.
 *
 * <p>May depend on them, {@code overlay} and {@code finnthesizer}; of these nothing knows ONNX.
 */
package bnn4j.onnx;
