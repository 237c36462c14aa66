/** Tests of ONNX files against vectors, other people's executions and random networks. */
package bnn4j.onnx;
