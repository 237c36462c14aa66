package bnn4j.remote.grpc;

import bnn4j.overlay.driver.Device;
import io.grpc.BindableService;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A PYNQ.remote server on this machine that serves a device, with the habits of the v3.1 server:
 * answers never set {@code status}, calls are handled side by side, and see its services.
 */
public final class PynqRemote implements AutoCloseable {
  static final long BASE = 0x43C00000L;
  static final OptionalLong AT_BASE = OptionalLong.of(BASE);

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Server server;
  final ServedRegisters registers;
  final ServedMemory memory;
  final ServedFiles files = new ServedFiles();

  /** Starts one. */
  public PynqRemote(Device device) throws IOException {
    registers = new ServedRegisters(device, BASE);
    memory = new ServedMemory(device);
    server = start(threads, registers, memory, files);
  }

  /** Only these services. */
  static Server start(ExecutorService threads, BindableService... services) throws IOException {
    ServerBuilder<?> builder = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create());
    for (BindableService service : services) {
      builder.addService(service);
    }
    return builder.executor(threads).build().start();
  }

  /** Where it listens. */
  public PynqServer address() {
    // A busy machine may take long to load its classes.
    return new PynqServer("localhost", server.getPort(), Duration.ofMinutes(1));
  }

  @Override
  public void close() throws InterruptedException {
    server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    threads.shutdownNow();
  }
}
