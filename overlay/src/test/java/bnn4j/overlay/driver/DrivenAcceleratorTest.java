package bnn4j.overlay.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.DriverSettings.ReadBack;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.simulation.Faults;
import bnn4j.overlay.simulation.Faults.Flip;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What the driver writes, how it waits, and what it says when hardware misbehaves. */
class DrivenAcceleratorTest {
  private static final Overlay OVERLAY = SmallOverlays.BITS;
  private static final DriverSettings SETTINGS = DriverSettings.STANDARD.withImagesPerCall(32);

  private final Random random = new Random(5);
  private final ParameterSet parameters = RandomParameters.of(OVERLAY, 10, random);
  private final long[] input = random.longs(200).map(word -> word & 0x1ffff).toArray();

  private static Accelerator drive(Faults faults) {
    return drive(new SimulatedDevice(OVERLAY, 1, faults));
  }

  private static Accelerator drive(Device device) {
    return new DrivenAccelerator(device, OVERLAY, SETTINGS, new FakeTicker());
  }

  private static void fails(ThrowingCallable action, String message) {
    assertThatThrownBy(action).isInstanceOf(AcceleratorException.class).hasMessage(message);
  }

  @Test
  void aParameterIsStoredByTheRegistersInTheOrderOfTheOriginal() {
    WatchedDevice device = new WatchedDevice(new SimulatedDevice(OVERLAY, 1));
    try (Accelerator accelerator = drive(device)) {
      device.writes();
      accelerator.load(parameters);
      List<String> writes = device.writes();
      long word = parameters.layers().get(0).weights()[0][0];
      assertThat(writes.subList(4, 15))
          .containsExactly(
              "do_init (0x28)=0",
              "do_init (0x28)=1",
              "target_layer (0x30)=0",
              "target_mem (0x38)=0",
              "target_ind (0x40)=0",
              "target_thresh (0x48)=0",
              "val_low (0x50)=" + Integer.toHexString((int) word),
              "val_high (0x54)=" + Integer.toHexString((int) (word >>> 32)),
              "control (0x00)=1",
              "do_init (0x28)=0",
              "do_init (0x28)=1");
      assertThat(writes.subList(0, 4))
          .allMatch(write -> write.startsWith("input_") || write.startsWith("output_"));
    }
  }

  @Test
  void aMemoryGetsAllItsWeightsThenAllItsThresholdsThenTheNextIsFilled() {
    WatchedDevice device = new WatchedDevice(new SimulatedDevice(OVERLAY, 1));
    try (Accelerator accelerator = drive(device)) {
      device.writes();
      accelerator.load(parameters);
      List<String> targets =
          device.writes().stream()
              .filter(write -> write.startsWith("target_"))
              .map(write -> write.substring(write.indexOf('=') + 1))
              .toList();
      // Layer 0 has 12 weights and 6 entries of two thresholds per PE; target, PE, index,
      // threshold.
      assertThat(targets.subList(4 * 11, 4 * 14))
          .containsExactly("0", "0", "b", "0", "1", "0", "0", "0", "1", "0", "0", "1");
      assertThat(targets.subList(4 * 23, 4 * 25))
          .containsExactly("1", "0", "5", "1", "0", "1", "0", "0");
      // Layer 1 has 32 PEs, 6 weights and 2 entries of one threshold each.
      assertThat(targets).hasSize(4 * (16 * 24 + 32 * 8));
      assertThat(targets.subList(4 * 16 * 24, 4 * 16 * 24 + 4)).containsExactly("2", "0", "0", "0");
      assertThat(targets.subList(targets.size() - 4, targets.size()))
          .containsExactly("3", "1f", "1", "0");
    }
  }

  @Test
  void imagesAreStartedWithAddressesAndTheirNumber() {
    WatchedDevice device = new WatchedDevice(new SimulatedDevice(OVERLAY, 1));
    try (Accelerator accelerator = drive(device)) {
      accelerator.load(parameters);
      device.writes();
      accelerator.run(input, 70);
      List<String> writes = device.writes();
      assertThat(writes.subList(0, 7))
          .containsExactly(
              "input_low (0x10)=10000000",
              "input_high (0x14)=8",
              "output_low (0x1c)=10002000",
              "output_high (0x20)=8",
              "num_reps (0x5c)=20",
              "do_init (0x28)=0",
              "control (0x00)=1");
      assertThat(writes)
          .filteredOn(write -> write.startsWith("num_reps"))
          .containsExactly("num_reps (0x5c)=20", "num_reps (0x5c)=20", "num_reps (0x5c)=6");
    }
  }

  @Test
  void aCallTakesAsManyImagesAsTheOriginals() {
    assertThat(CallLimit.images(Overlays.named("lfcW1A1"))).isEqualTo(160_000);
    assertThat(CallLimit.images(Overlays.named("lfcW1A2"))).isEqualTo(160_000);
    assertThat(CallLimit.images(Overlays.named("cnvW1A1"))).isEqualTo(10_000);
    assertThat(CallLimit.images(Overlays.named("cnvW2A2"))).isEqualTo(10_000);
  }

  @Test
  void aLateDoneIsWaitedFor() {
    try (Accelerator accelerator = drive(Faults.NONE.busyFor(3000))) {
      accelerator.load(parameters);
      assertThat(accelerator.run(input, 50)).isEqualTo(Engine.of(parameters).run(input, 50, 1));
    }
  }

  @Test
  void aParameterThatIsNeverStoredIsNotWaitedForForever() {
    // 12 weights and 6 entries of two thresholds in the first PE.
    try (Accelerator accelerator = drive(Faults.NONE.hangingAfter(24 + 12 + 5))) {
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: the accelerator did not finish storing layer 0, PE 1, thresholds of"
              + " entry 2, number 1 within 60 s: register control (0x00) still reads 0x00000001,"
              + " expected bit 1 (done); load the bitstream again, or, if the work takes"
              + " longer, raise the timeout");
      assertThatThrownBy(() -> accelerator.run(input, 1)).hasMessage("nothing has been loaded");
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: the accelerator is busy: register control (0x00) reads 0x00000001,"
              + " expected 0x00000004 (idle); if no other program uses it, it hangs:"
              + " load the bitstream again");
    }
  }

  @Test
  void imagesThatAreNeverDoneAreNotWaitedForForever() {
    int words = 16 * 24 + 32 * 8;
    Device device = new SimulatedDevice(OVERLAY, 1, Faults.NONE.hangingAfter(words + 2));
    DriverSettings settings = SETTINGS.withTimeout(Duration.ofMillis(1500));
    try (Accelerator accelerator =
        new DrivenAccelerator(device, OVERLAY, settings, new FakeTicker())) {
      accelerator.load(parameters);
      assertThat(accelerator.run(input, 10)).hasSize(10);
      fails(
          () -> accelerator.run(input, 10),
          "simulated smallBits: the accelerator did not finish running 10 images within 1.500 s:"
              + " register control (0x00) still reads 0x00000001, expected bit 1 (done); load the"
              + " bitstream again, or, if the work takes longer, raise the timeout");
    }
  }

  @Test
  void aRegisterThatKeepsNothingShowsThatTheBitstreamIsAnother() {
    WatchedDevice device =
        new WatchedDevice(
            new SimulatedDevice(OVERLAY, 1, Faults.NONE.sticking(Register.NUM_REPS, 0)));
    fails(
        () -> drive(device),
        "simulated smallBits: this is not an overlay of BNN-PYNQ: register num_reps (0x5c) reads"
            + " 0x00000000 after 0x5a5a5a06 was written, expected 0x5a5a5a06; load an overlay's"
            + " bitstream");
    assertThat(device.closed).isTrue();
  }

  @Test
  void doInitKeepsOneBitOnly() {
    fails(
        () -> drive(Faults.NONE.sticking(Register.DO_INIT, 0x5a5a5a72)),
        "simulated smallBits: this is not an overlay of BNN-PYNQ: register do_init (0x28) reads"
            + " 0x5a5a5a72 after 0x5a5a5a72 was written, expected 0x00000000; load an overlay's"
            + " bitstream");
  }

  @Test
  void whereNothingIsNoAcceleratorIsSeen() {
    fails(
        () -> drive(Faults.NONE.sticking(Register.CONTROL, -1 & ~Control.START)),
        "simulated smallBits: no idle accelerator found: register control (0x00) reads 0xfffffffe,"
            + " expected 0x00000004 (idle); check the address, and load the bitstream again");
    fails(
        () -> drive(Faults.NONE.sticking(Register.CONTROL, 0)),
        "simulated smallBits: no idle accelerator found: register control (0x00) reads 0x00000000,"
            + " expected 0x00000004 (idle); check the address, and load the bitstream again");
  }

  @Test
  void aDoneThatSomebodyLeftBehindIsNotTakenForOnesOwn() {
    SimulatedDevice device = new SimulatedDevice(OVERLAY, 1);
    device.registers().write(Register.CONTROL.offset(), Control.START);
    try (Accelerator accelerator = drive(device)) {
      accelerator.load(parameters);
      assertThat(accelerator.run(input, 50)).isEqualTo(Engine.of(parameters).run(input, 50, 1));
    }
  }

  @Test
  void aWriteThatGetsLostIsNoticedBeforeAParameterIsStored() {
    WatchedDevice device = new WatchedDevice(new SimulatedDevice(OVERLAY, 1));
    try (Accelerator accelerator = drive(device)) {
      device.losing = Register.TARGET_MEM;
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: register target_mem (0x38) reads 0x00000000 after 0x00000001 was"
              + " written, before storing layer 0, PE 1, weight word 0; load the bitstream again");
    }
  }

  @Test
  void slowWaysToTheRegistersCheckTheFirstWordOfEachMemoryOnly() {
    WatchedDevice device = new WatchedDevice(new SimulatedDevice(OVERLAY, 1));
    DriverSettings settings = SETTINGS.withReadBack(ReadBack.EACH_MEMORY);
    try (Accelerator accelerator = new DrivenAccelerator(device, OVERLAY, settings)) {
      device.losing = Register.TARGET_IND;
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: the self-test differs from the engine for 17 of 17"
              + " images: a parameter was lost, or the bitstream is not that of smallBits;"
              + " load both again");
      device.losing = Register.TARGET_LAYER;
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: register target_layer (0x30) reads 0x00000003 after 0x00000000 was"
              + " written, before storing layer 0, PE 0, weight word 0; load the bitstream again");
    }
  }

  @Test
  void aParameterThatMemoryDoesNotKeepIsNoticedByTheSelfTest() {
    // The sign of a neuron's only threshold: it fires always, or never.
    Flip sign = new Flip(3, 5, 1, 0, 15);
    try (Accelerator accelerator = drive(Faults.NONE.flipping(sign))) {
      assertThatThrownBy(() -> accelerator.load(parameters))
          .isInstanceOf(AcceleratorException.class)
          .hasMessageMatching(
              "simulated smallBits: the self-test differs from the engine for \\d+ of 17"
                  + " images: a parameter was lost, or the bitstream is not that of"
                  + " smallBits; load both again");
    }
  }

  @Test
  void anotherOverlaysBitstreamIsNoticedByHowMuchItWrites() {
    ParameterSet set = RandomParameters.of(Overlays.named("lfcW1A1"), 10, random);
    SimulatedDevice device = new SimulatedDevice(Overlays.named("cnvW1A1"), 1);
    try (Accelerator accelerator =
        new DrivenAccelerator(device, set.overlay(), DriverSettings.STANDARD)) {
      fails(
          () -> accelerator.load(set),
          "simulated cnvW1A1: the self-test wrote 272 words for 17 images, expected 17 of lfcW1A1;"
              + " load the bitstream of that overlay");
    }
    assertThat(device.incidents()).noneMatch(incident -> incident.startsWith("wrote"));
  }

  @Test
  void anotherPrecisionsBitstreamIsNoticedByItsResults() {
    ParameterSet set = RandomParameters.of(Overlays.named("lfcW1A1"), 10, random);
    SimulatedDevice device = new SimulatedDevice(Overlays.named("lfcW1A2"), 1);
    try (Accelerator accelerator =
        new DrivenAccelerator(device, set.overlay(), DriverSettings.STANDARD)) {
      assertThatThrownBy(() -> accelerator.load(set))
          .isInstanceOf(AcceleratorException.class)
          .hasMessageEndingWith(
              "a parameter was lost, or the bitstream is not that of lfcW1A1; load both again");
    }
  }

  @Test
  void aBufferThatIsTooSmallIsRefused() {
    try (Accelerator accelerator = drive(Faults.NONE.shortBy(1))) {
      fails(
          () -> accelerator.load(parameters),
          "simulated smallBits: requested a buffer of 2 words, the device returned 1;"
              + " run fewer images"
              + " per call");
    }
  }

  @Test
  void moreBufferThanThereIsIsRefusedSayingWhatToDo() {
    Device device = new SimulatedDevice(OVERLAY, 1);
    fails(
        () -> device.allocate(1 << 25),
        "no 33554432 words of buffer memory left: 0 of 16777216 are in use; run fewer images per"
            + " call");
  }

  @Test
  void anInterruptionEndsABatchAfterTheCallThatRuns() {
    try (Accelerator accelerator = drive(Faults.NONE)) {
      accelerator.load(parameters);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> accelerator.run(input, 100))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(accelerator.run(input, 100)).hasSize(100);
    }
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> SETTINGS.withTimeout(Duration.ZERO))
        .hasMessage("timeout PT0S, 32 images per call, 17 of self-test");
    assertThatThrownBy(() -> SETTINGS.withImagesPerCall(0))
        .hasMessage("timeout PT1M, 0 images per call, 17 of self-test");
    assertThatThrownBy(() -> SETTINGS.withSelfTestImages(-1))
        .hasMessage("timeout PT1M, 32 images per call, -1 of self-test");
  }
}
