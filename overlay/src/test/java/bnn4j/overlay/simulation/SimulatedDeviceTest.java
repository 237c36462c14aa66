package bnn4j.overlay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.Control;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.driver.Register;
import bnn4j.overlay.driver.Registers;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.simulation.Faults.Flip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The simulated overlay as a driver sees it: formats.md 6, register by register. */
class SimulatedDeviceTest {
  private static final int BUSY = Control.START;
  private static final int REST = Control.IDLE;
  private static final int FINISHED = Control.IDLE | Control.DONE | Control.READY;

  private final Random random = new Random(8);

  private static Registers registers(Faults faults) {
    return new SimulatedDevice(SmallOverlays.BITS, 1, faults).registers();
  }

  private static int control(Registers registers) {
    return registers.read(Register.CONTROL.offset());
  }

  private static void start(Registers registers, int control) {
    registers.write(Register.CONTROL.offset(), control);
  }

  @Test
  void doneClearsOnRead() {
    Registers registers = registers(Faults.NONE);
    assertThat(control(registers)).isEqualTo(REST);
    start(registers, Control.START);
    assertThat(control(registers)).isEqualTo(FINISHED);
    assertThat(control(registers)).isEqualTo(REST);
  }

  @Test
  void startStaysUntilTheAcceleratorIsDone() {
    Registers registers = registers(Faults.NONE.busyFor(2));
    start(registers, Control.START);
    assertThat(control(registers)).isEqualTo(BUSY);
    start(registers, 0);
    assertThat(control(registers)).isEqualTo(BUSY);
    assertThat(control(registers)).isEqualTo(FINISHED);
    assertThat(control(registers)).isEqualTo(REST);
  }

  @Test
  void anAcceleratorThatRestartsIsNeverIdle() {
    Registers registers = registers(Faults.NONE);
    start(registers, Control.START | Control.AUTO_RESTART);
    int again = Control.AUTO_RESTART | BUSY | Control.DONE | Control.READY;
    assertThat(control(registers)).isEqualTo(again);
    assertThat(control(registers)).isEqualTo(again);
    start(registers, 0);
    assertThat(control(registers)).isEqualTo(FINISHED);
    assertThat(control(registers)).isEqualTo(REST);
  }

  @Test
  void interruptsToggleOnWrite() {
    Registers registers = registers(Faults.NONE);
    int status = Register.INTERRUPT_STATUS.offset();
    start(registers, Control.START);
    control(registers);
    assertThat(registers.read(status)).isZero();

    registers.write(Register.INTERRUPT_ENABLE.offset(), -1);
    registers.write(Register.INTERRUPT_SOURCES.offset(), -1);
    assertThat(registers.read(Register.INTERRUPT_ENABLE.offset())).isEqualTo(1);
    assertThat(registers.read(Register.INTERRUPT_SOURCES.offset())).isEqualTo(3);
    start(registers, Control.START);
    control(registers);
    assertThat(registers.read(status)).isEqualTo(3);
    registers.write(status, 1);
    assertThat(registers.read(status)).isEqualTo(2);
    registers.write(status, 3);
    assertThat(registers.read(status)).isEqualTo(1);
  }

  @Test
  void sevenBitsOfAnOffsetCount() {
    Registers registers = registers(Faults.NONE);
    registers.write(0x80 + Register.NUM_REPS.offset(), 5);
    assertThat(registers.read(Register.NUM_REPS.offset())).isEqualTo(5);
    assertThat(registers.read(0xff00 + Register.NUM_REPS.offset())).isEqualTo(5);
    start(registers, Control.START);
    assertThat(registers.read(0x80)).isEqualTo(FINISHED);
  }

  @Test
  void gapsBetweenRegistersKeepNothing() {
    Registers registers = registers(Faults.NONE);
    for (int gap : new int[] {0x18, 0x24, 0x2c, 0x34, 0x3c, 0x44, 0x4c, 0x58, 0x60, 0x7c}) {
      registers.write(gap, -1);
      assertThat(registers.read(gap)).isZero();
    }
    registers.write(Register.DO_INIT.offset(), -1);
    assertThat(registers.read(Register.DO_INIT.offset())).isEqualTo(1);
    assertThatThrownBy(() -> registers.read(0x12)).hasMessage("offset 0x12 is not a multiple of 4");
  }

  @Test
  void aDriverThatAddsTheSystemRegistersOfTheOriginalGetsTheSame() {
    ParameterSet parameters = RandomParameters.of(SmallOverlays.BITS, 10, random);
    SimulatedDevice device = new SimulatedDevice(SmallOverlays.BITS, 1);
    Device shifted =
        new Device() {
          @Override
          public String description() {
            return device.description();
          }

          @Override
          public Registers registers() {
            Registers registers = device.registers();
            return new Registers() {
              @Override
              public int read(int offset) {
                return registers.read(offset + 0x80);
              }

              @Override
              public void write(int offset, int value) {
                registers.write(offset + 0x80, value);
              }
            };
          }

          @Override
          public DeviceBuffer allocate(int words) {
            return device.allocate(words);
          }

          @Override
          public void close() {
            device.close();
          }
        };
    long[] input = new long[60];
    try (DrivenAccelerator accelerator =
        new DrivenAccelerator(shifted, SmallOverlays.BITS, DriverSettings.STANDARD)) {
      accelerator.load(parameters);
      assertThat(accelerator.run(input, 30)).isEqualTo(Engine.of(parameters).run(input, 30, 1));
    }
  }

  /** Stores one parameter by hand. */
  private static void store(
      Device device, int target, int pe, int index, int threshold, long value) {
    Registers registers = device.registers();
    registers.write(Register.DO_INIT.offset(), 1);
    registers.write(Register.TARGET_LAYER.offset(), target);
    registers.write(Register.TARGET_MEM.offset(), pe);
    registers.write(Register.TARGET_IND.offset(), index);
    registers.write(Register.TARGET_THRESH.offset(), threshold);
    registers.write(Register.VAL_LOW.offset(), (int) value);
    registers.write(Register.VAL_HIGH.offset(), (int) (value >>> 32));
    start(registers, Control.START);
    registers.write(Register.DO_INIT.offset(), 0);
    assertThat(control(registers)).isEqualTo(FINISHED);
  }

  @Test
  void memoriesAreAsWideAsTheHardwares() {
    ParameterMemories memories =
        new ParameterMemories(Overlays.named("cnvW2A2"), new Incidents(), List.of());
    memories.store(0, 7, 71, 0, -1);
    memories.store(1, 7, 7, 1, 0x1234_5678_9a80_0001L);
    memories.store(3, 15, 3, 0, 0xffff);
    memories.store(3, 15, 3, 1, 0x1_8000L);
    memories.store(16, 3, 8191, 0, 0x7f);
    List<LayerMemory> layers = memories.content().layers();
    // Three synapses of two bits; thresholds of 24 bits; thresholds of 16 bits; one synapse.
    assertThat(layers.get(0).weights()[7][71]).isEqualTo(0x3f);
    assertThat(layers.get(0).thresholds()[7][15]).isEqualTo(0xffff_ffff_ff80_0001L);
    assertThat(layers.get(1).thresholds()[15]).endsWith(-1, -0x8000);
    assertThat(layers.get(8).weights()[3][8191]).isEqualTo(3);
  }

  @Test
  void thresholdsOfTheScoresAreOfNoMatter() {
    SimulatedDevice device = new SimulatedDevice(Overlays.named("cnvW1A1"), 1);
    store(device, 17, 0, 0, 0, 5);
    assertThat(device.incidents()).isEmpty();
  }

  @Test
  void parametersThatNoMemoryIsForAreLost() {
    SimulatedDevice device = new SimulatedDevice(SmallOverlays.BITS, 1);
    store(device, 4, 0, 0, 0, 1);
    store(device, -1, 0, 0, 0, 1);
    store(device, 0, 16, 0, 0, 1);
    store(device, 0, -1, 0, 0, 1);
    store(device, 0, 0, 12, 0, 1);
    store(device, 0, 0, -1, 0, 1);
    store(device, 1, 0, 6, 0, 1);
    store(device, 3, 0, 0, 1, 1);
    assertThat(device.incidents())
        .containsExactly(
            "no memory of layer 2, PE 0 (target 4) exists",
            "no memory of layer 2147483647, PE 0 (target -1) exists",
            "no memory of layer 0, PE 16 (target 0) exists",
            "no memory of layer 0, PE -1 (target 0) exists",
            "no such entry of layer 0, PE 0, which has 12 words",
            "no such entry of layer 0, PE 0, which has 12 words",
            "no such entry of layer 0, PE 0, which has 12 words",
            "no such entry of layer 1, PE 0, which has 2 words");
    // As before: a memory of nothing but 0.
    assertThat(run(device)).isEqualTo(run(new SimulatedDevice(SmallOverlays.BITS, 1)));
  }

  /** The output of an image of nothing but 0. */
  private static long run(Device device) {
    try (DeviceBuffer input = device.allocate(2);
        DeviceBuffer output = device.allocate(1)) {
      run(device, input.physicalAddress(), output.physicalAddress(), 1);
      long[] word = new long[1];
      output.read(0, word, 0, 1);
      return word[0];
    }
  }

  private static void run(Device device, long input, long output, int images) {
    Registers registers = device.registers();
    registers.write(Register.INPUT_LOW.offset(), (int) input);
    registers.write(Register.INPUT_HIGH.offset(), (int) (input >>> 32));
    registers.write(Register.OUTPUT_LOW.offset(), (int) output);
    registers.write(Register.OUTPUT_HIGH.offset(), (int) (output >>> 32));
    registers.write(Register.NUM_REPS.offset(), images);
    start(registers, Control.START);
    assertThat(control(registers)).isEqualTo(FINISHED);
  }

  @Test
  void itComputesFromItsMemoriesNotFromTheSetThatWasMeant() {
    Overlay overlay = SmallOverlays.SCORES;
    ParameterSet meant = RandomParameters.of(overlay, 10, random);
    ParameterSet stored = flipped(meant, 1, 3, 100, 5);
    Flip flip = new Flip(2, 3, 100, 0, 5);
    DriverSettings unchecked = DriverSettings.STANDARD.withSelfTestImages(0);
    long[] input = random.longs(24 * 20).toArray();
    try (DrivenAccelerator accelerator =
        new DrivenAccelerator(
            new SimulatedDevice(overlay, 1, Faults.NONE.flipping(flip)), overlay, unchecked)) {
      accelerator.load(meant);
      assertThat(accelerator.run(input, 20))
          .isEqualTo(Engine.of(stored).run(input, 20, 1))
          .isNotEqualTo(Engine.of(meant).run(input, 20, 1));
    }
  }

  /** A set with one bit of one weight word changed. */
  private static ParameterSet flipped(ParameterSet set, int layer, int pe, int index, int bit) {
    LayerMemory memory = set.layers().get(layer);
    long[][] weights = Arrays.stream(memory.weights()).map(long[]::clone).toArray(long[][]::new);
    weights[pe][index] ^= 1L << bit;
    List<LayerMemory> layers = new ArrayList<>(set.layers());
    layers.set(layer, new LayerMemory(weights, memory.thresholds()));
    return new ParameterSet(set.overlay(), layers, set.classNames());
  }

  @Test
  void memoryOutsideOfBuffersIsNeitherReadNorWritten() {
    SimulatedDevice device = new SimulatedDevice(SmallOverlays.BITS, 1);
    DeviceBuffer input = device.allocate(2);
    DeviceBuffer output = device.allocate(3);
    run(device, input.physicalAddress(), output.physicalAddress() + 16, 2);
    run(device, 0x1000, output.physicalAddress(), 1);
    output.close();
    run(device, input.physicalAddress(), output.physicalAddress(), 1);
    run(device, input.physicalAddress(), output.physicalAddress(), -1);
    assertThat(device.incidents())
        .containsExactly(
            "read 2 words outside of buffers, from 0x810000000",
            "wrote 1 words outside of buffers, to 0x810002010",
            "read 2 words outside of buffers, from 0x1000",
            "wrote 1 words outside of buffers, to 0x810002000",
            "requested to run 4294967295 images, which exceed the buffer; none is run");
  }

  @Test
  void freedMemoryIsGivenOutAgain() {
    SimulatedDevice device = new SimulatedDevice(SmallOverlays.BITS, 1);
    DeviceBuffer first = device.allocate(512);
    DeviceBuffer second = device.allocate(513);
    assertThat(second.physicalAddress() - first.physicalAddress()).isEqualTo(2 * 4096);
    first.close();
    assertThat(device.allocate(513).physicalAddress())
        .isEqualTo(second.physicalAddress() + 3 * 4096);
    assertThat(device.allocate(100).physicalAddress()).isEqualTo(first.physicalAddress());
    assertThatThrownBy(() -> device.allocate(0)).hasMessage("0 words, expected at least 1");
  }
}
