package bnn4j.remote.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.driver.Register;
import bnn4j.overlay.driver.Registers;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.simulation.Faults;
import bnn4j.overlay.simulation.SimulatedDevice;
import bnn4j.remote.grpc.protocol.GetMmioRequest;
import bnn4j.remote.grpc.protocol.GetMmioResponse;
import bnn4j.remote.grpc.protocol.MmioGrpc.MmioImplBase;
import bnn4j.remote.grpc.protocol.WriteRequest;
import bnn4j.remote.grpc.protocol.WriteResponse;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registers and memory through a PYNQ.remote server, and what can go wrong on the way. */
class RemoteDeviceTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private PynqRemote server;

  @BeforeEach
  void start() throws IOException {
    server = new PynqRemote(new SimulatedDevice(SmallOverlays.BITS, 1));
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
    threads.shutdownNow();
  }

  private Device open() {
    return RemoteDevice.open(server.address(), PynqRemote.AT_BASE, Optional.empty());
  }

  @Test
  void itSaysWhatItIs() {
    try (Device device = open()) {
      assertThat(device.description())
          .isEqualTo("PYNQ.remote at %s, registers at 0x43C00000".formatted(server.address()));
    }
  }

  @Test
  void argumentsAreKeptUntilTheyMatter() {
    try (Device device = open()) {
      Registers registers = device.registers();
      registers.write(Register.DO_INIT.offset(), 0);
      registers.write(Register.DO_INIT.offset(), 1);
      registers.write(Register.VAL_LOW.offset(), 0x80000001);
      assertThat(server.registers.writes.sum()).isZero();
      assertThat(registers.read(Register.VAL_LOW.offset())).isEqualTo(0x80000001);
      assertThat(server.registers.writes.sum()).isEqualTo(2);
      registers.write(Register.DO_INIT.offset(), 0);
      registers.write(Register.DO_INIT.offset(), 1);
      assertThat(registers.read(Register.DO_INIT.offset() + 0x80)).isEqualTo(1);
      assertThat(server.registers.writes.sum()).isEqualTo(2);
      registers.write(Register.NUM_REPS.offset() + 0x80, 5);
    }
    assertThat(server.registers.writes.sum()).isEqualTo(3);
  }

  @Test
  void doneIsToldOnceThoughTheServerReadsTwice() {
    try (Device device = open()) {
      Registers registers = device.registers();
      int control = Register.CONTROL.offset();
      assertThat(registers.read(control)).isEqualTo(Control.IDLE);
      registers.write(Register.DO_INIT.offset(), 1);
      registers.write(control, Control.START);
      assertThat(registers.read(control) & Control.DONE).isEqualTo(Control.DONE);
      assertThat(server.registers.log() & Control.DONE).isEqualTo(Control.DONE);
      assertThat(registers.read(control)).isEqualTo(Control.IDLE);
    }
  }

  @Test
  void anAcceleratorThatHangsIsNeverDone() throws Exception {
    SimulatedDevice hanging =
        new SimulatedDevice(SmallOverlays.BITS, 1, Faults.NONE.hangingAfter(0));
    try (PynqRemote other = new PynqRemote(hanging)) {
      DriverSettings settings = DriverSettings.STANDARD.withTimeout(Duration.ofMillis(200));
      RemoteDevice device =
          RemoteDevice.open(other.address(), PynqRemote.AT_BASE, Optional.empty());
      try (var accelerator = new DrivenAccelerator(device, SmallOverlays.BITS, settings)) {
        assertThatThrownBy(
                () -> accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1))))
            .isInstanceOf(AcceleratorException.class)
            .hasMessageContaining("the accelerator did not finish storing layer 0, PE 0");
      }
    }
  }

  @Test
  void anAddressWithoutAnOverlayIsNoticed() {
    RemoteDevice device =
        RemoteDevice.open(server.address(), OptionalLong.of(0xA0000000L), Optional.empty());
    assertThatThrownBy(
            () -> new DrivenAccelerator(device, SmallOverlays.BITS, DriverSettings.STANDARD))
        .isInstanceOf(AcceleratorException.class)
        .hasMessageContaining("registers at 0xA0000000: no idle accelerator found");
  }

  @Test
  void memoryIsWrittenAndReadAnywhereThoughTheServerStartsAtItsBeginning() {
    try (Device device = open();
        DeviceBuffer buffer = device.allocate(400_000)) {
      assertThat(buffer.words()).isEqualTo(400_000);
      assertThat(buffer.physicalAddress()).isPositive();
      long[] expected = new Random(3).longs(400_000).toArray();
      // More than three messages of a megabyte, not from the start.
      buffer.write(0, expected, 0, expected.length);
      long[] middle = new Random(4).longs(10).toArray();
      buffer.write(200_000, middle, 2, 5);
      System.arraycopy(middle, 2, expected, 200_000, 5);
      long[] found = new long[400_002];
      buffer.read(0, found, 1, 400_000);
      assertThat(found).startsWith(0, expected[0], expected[1]).endsWith(expected[399_999], 0);
      long[] some = new long[7];
      buffer.read(199_999, some, 0, 7);
      assertThat(some).isEqualTo(Arrays.copyOfRange(expected, 199_999, 200_006));
      buffer.write(400_000, expected, 0, 0);
      buffer.read(400_000, found, 0, 0);
    }
    assertThat(server.memory.buffers()).isZero();
  }

  @Test
  void wordsOutsideOfABufferAreRefused() {
    try (Device device = open();
        DeviceBuffer buffer = device.allocate(4)) {
      long[] words = new long[10];
      assertThatThrownBy(() -> buffer.write(1, words, 0, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> buffer.read(0, words, 9, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void memoryThatHasRunOutIsSaidSo() {
    try (Device device = open()) {
      int words = 20_000_000;
      assertThatThrownBy(() -> device.allocate(words))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(
              ("PYNQ.remote at %s refused while allocating 160000000 bytes: the answer"
                      + " contains no buffer; the contiguous memory is probably exhausted: run"
                      + " fewer images per call, or restart pynq-remote on the board")
                  .formatted(server.address()));
      assertThatThrownBy(() -> device.allocate(1 << 28))
          .hasMessage("a buffer of 2147483648 bytes: PYNQ.remote allocates 8 bytes to 2 GiB");
    }
  }

  @Test
  void aHostWhereNobodyListensIsSaidSo() throws IOException {
    PynqServer nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new PynqServer("localhost", socket.getLocalPort(), PynqServer.PATIENCE);
    }
    assertThatOpening(nobody)
        .hasMessageStartingWith("no PYNQ.remote server answers at " + nobody + " (")
        .hasMessageEndingWith(
            ", while mapping registers at 0x43C00000); check that the board is on and reachable, and"
                + " on the board: systemctl status pynq-remote");
  }

  @Test
  void aHostThatDoesNotAnswerIsWaitedForOnlySoLong() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      PynqServer silent =
          new PynqServer("localhost", socket.getLocalPort(), Duration.ofMillis(300));
      assertThatOpening(silent)
          .hasMessage(
              ("PYNQ.remote at %s timed out (300 ms, more for transfers) while mapping"
                      + " registers at 0x43C00000")
                  .formatted(silent));
    }
  }

  @Test
  void aServerThatCannotDoThisIsSaidSo() throws Exception {
    Server other = PynqRemote.start(threads, new ServedFiles());
    PynqServer address = new PynqServer("localhost", other.getPort(), PynqServer.PATIENCE);
    assertThatOpening(address)
        .hasMessage(
            ("the server at %s does not support this: mapping registers at 0x43C00000"
                    + " (Method not found:"
                    + " mmio.Mmio/get_mmio); expected PYNQ.remote of PYNQ 3.1 or newer")
                .formatted(address));
    other.shutdownNow().awaitTermination();
  }

  @Test
  void aComplaintOfTheServerIsPassedOnWithTheNextAccess() throws Exception {
    MmioImplBase grudging =
        new MmioImplBase() {
          @Override
          public void getMmio(GetMmioRequest request, StreamObserver<GetMmioResponse> answer) {
            Answers.send(answer, GetMmioResponse.newBuilder().setMmioId("0").build());
          }

          @Override
          public void write(WriteRequest request, StreamObserver<WriteResponse> answer) {
            Answers.send(answer, WriteResponse.newBuilder().setMsg("not today").build());
          }
        };
    Server other = PynqRemote.start(threads, grudging);
    PynqServer address = new PynqServer("localhost", other.getPort(), PynqServer.PATIENCE);
    try (Device device = RemoteDevice.open(address, PynqRemote.AT_BASE, Optional.empty())) {
      device.registers().write(Register.NUM_REPS.offset(), 1);
      assertThatThrownBy(() -> device.registers().write(Register.CONTROL.offset(), Control.START))
          .isInstanceOf(AcceleratorException.class)
          .hasMessage(
              "PYNQ.remote at %s refused while writing register 0x5c: not today"
                  .formatted(address));
    }
    other.shutdownNow().awaitTermination();
  }

  @Test
  void whatIsLostOnTheWayIsSaidAndClosingIsQuiet() throws Exception {
    Device device = open();
    DeviceBuffer buffer = device.allocate(4);
    PynqServer address = server.address();
    server.close();
    assertThatThrownBy(() -> buffer.write(0, new long[1], 0, 1))
        .isInstanceOf(AcceleratorException.class)
        .hasMessageStartingWith("no PYNQ.remote server answers at " + address + " (");
    buffer.close();
    device.close();
  }

  private static AbstractThrowableAssert<?, ?> assertThatOpening(PynqServer address) {
    return assertThatThrownBy(
            () -> RemoteDevice.open(address, PynqRemote.AT_BASE, Optional.empty()))
        .isInstanceOf(AcceleratorException.class);
  }
}
