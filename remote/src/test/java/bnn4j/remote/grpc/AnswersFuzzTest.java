package bnn4j.remote.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.simulation.SimulatedDevice;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a server answers, the device works or says what is wrong. */
class AnswersFuzzTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int ANSWERS = 12;

  private static ExecutorService threads;
  private static Server server;
  private static int refusals;
  private static final Breaker BREAKER = new Breaker();

  /** Breaks one answer of a server, as it would lie on the line. */
  private static final class Breaker implements ServerInterceptor {
    private List<Edit> edits = List.of();
    private int wanted;
    private int sent;

    synchronized void breakAnswer(int number, List<Edit> how) {
      edits = how;
      wanted = number;
      sent = 0;
    }

    synchronized byte[] answer(byte[] bytes) {
      return sent++ == wanted ? Edit.apply(edits, bytes) : bytes;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      return next.startCall(
          new SimpleForwardingServerCall<>(call) {
            @Override
            @SuppressWarnings("unchecked")
            public void sendMessage(A message) {
              super.sendMessage((A) answer((byte[]) message));
            }
          },
          headers);
    }
  }

  /** Messages as the bytes that go over the line. */
  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  @BeforeContainer
  static void start() throws IOException {
    threads = Executors.newFixedThreadPool(4);
    SimulatedDevice device = new SimulatedDevice(SmallOverlays.BITS, 1);
    ServedFiles files = new ServedFiles();
    files.content.put(
        ServedFiles.COMPATIBLE, "xlnx,zynq-7000\0".getBytes(StandardCharsets.US_ASCII));
    server =
        PynqRemote.start(
            threads,
            broken(new ServedRegisters(device, PynqRemote.BASE).bindService()),
            broken(new ServedMemory(device).bindService()),
            broken(files.bindService()));
  }

  private static io.grpc.BindableService broken(ServerServiceDefinition service) {
    ServerServiceDefinition intercepted =
        ServerInterceptors.intercept(
            ServerInterceptors.useMarshalledMessages(service, BYTES), BREAKER);
    return () -> intercepted;
  }

  @AfterContainer
  static void stop() {
    server.shutdownNow();
    threads.shutdownNow();
    assertThat(refusals).as("answers that were refused").isPositive();
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void aBrokenAnswerIsUnderstoodOrRefused(
      @ForAll("edits") List<Edit> edits, @ForAll @IntRange(max = ANSWERS) int number) {
    BREAKER.breakAnswer(number, edits);
    PynqServer address = new PynqServer("localhost", server.getPort(), PATIENCE);
    try (Device device = RemoteDevice.open(address, OptionalLong.empty(), Optional.empty());
        DeviceBuffer buffer = device.allocate(4)) {
      buffer.write(1, new long[] {1, 2}, 0, 2);
      buffer.read(0, new long[4], 0, 4);
      device.registers().read(0);
      device.registers().write(0x10, 7);
      device.registers().read(0);
    } catch (AcceleratorException | Refusal e) {
      assertThat(e.getMessage()).isNotBlank();
      refusals++;
    }
  }
}
