/**
 * ONNX and QONNX files.
 *
 * <p>May depend on {@code overlay}, {@code finnthesizer} and protobuf; nothing there knows of it.
 */
package bnn4j.onnx;
