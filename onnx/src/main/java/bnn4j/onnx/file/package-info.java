/**
 * Reads and writes ONNX files and tensors.
 *
 * <p>May depend on {@code foundation} and protobuf; knows nothing of networks.
 */
package bnn4j.onnx.file;
