/**
 * Accelerator on a board behind PYNQ's gRPC server (PYNQ.remote): registers, buffers and bitstream
 * over the network.
 *
 * <p>May depend on {@code bnn4j.overlay} and gRPC. The classes of {@code .protocol} are generated
 * from {@code src/main/protobuf}.
 */
package bnn4j.remote.grpc;
