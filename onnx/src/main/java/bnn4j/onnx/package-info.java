/**
 * ONNX files as models: the door to the packages below.
 *
 * <p>May depend on {@code bnn4j.onnx..}, {@code overlay} and {@code finnthesizer}; of these nothing
 * knows ONNX.
 */
package bnn4j.onnx;
