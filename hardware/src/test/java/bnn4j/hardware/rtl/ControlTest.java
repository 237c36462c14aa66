package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The registers alone, against a model of them, while the host offers addresses and data and takes
 * answers whenever it likes.
 */
class ControlTest {
  private static final int CONTROL = 0x00;
  private static final int ENABLE = 0x04;
  private static final int SOURCES = 0x08;
  private static final int PENDING = 0x0c;
  private static final int STORE = 0x28;

  /** Registers that hold what is written, in the order in which they make up the outputs. */
  private static final List<Integer> ARGUMENTS =
      List.of(0x10, 0x14, 0x1c, 0x20, 0x30, 0x38, 0x40, 0x48, 0x50, 0x54, 0x5c);

  @TempDir Path scratch;

  private final Random random = new Random(100);
  private Registers registers = new Registers();
  private Write write;
  private Read read;

  /** A write on its way. */
  private static final class Write {
    private int address;
    private int data;
    private int strobes;
    private boolean addressOffered;
    private boolean dataOffered;
    private boolean taken;
  }

  /** A read on its way; what the answer has to be is known once its address is taken. */
  private static final class Read {
    private int address;
    private boolean offered;
    private boolean taken;
    private int expected;
  }

  /** What the registers hold. */
  private static final class Registers {
    private final Map<Integer, Integer> arguments = new HashMap<>();
    private boolean store;
    private boolean running;
    private boolean finished;
    private boolean again;
    private boolean enabled;
    private int sources;
    private int pending;
    private boolean starts;

    int read(int address) {
      return switch (address) {
        case CONTROL -> (running ? 1 : 4) | (finished ? 2 | 8 : 0) | (again ? 0x80 : 0);
        case ENABLE -> enabled ? 1 : 0;
        case SOURCES -> sources;
        case PENDING -> pending;
        case STORE -> store ? 1 : 0;
        default -> arguments.getOrDefault(address, 0);
      };
    }

    /** A cycle in which that is written (null for nothing), and that is read (-1 for nothing). */
    void step(Write written, int read, boolean done) {
      boolean low = written != null && (written.strobes & 1) != 0;
      int to = written == null ? -1 : written.address;
      boolean started = low && to == CONTROL && (written.data & 1) != 0 && !running;
      starts = started || (done && again);
      running = started || (done ? again : running);
      finished = done || (finished && read != CONTROL);
      pending =
          (low && to == PENDING ? pending ^ (written.data & 3) : pending) | (done ? sources : 0);
      if (low) {
        switch (to) {
          case CONTROL -> again = (written.data & 0x80) != 0;
          case ENABLE -> enabled = (written.data & 1) != 0;
          case SOURCES -> sources = written.data & 3;
          case STORE -> store = (written.data & 1) != 0;
          default -> {}
        }
      }
      if (ARGUMENTS.contains(to)) {
        arguments.merge(to, merged(0, written), (former, none) -> merged(former, written));
      }
    }

    private static int merged(int former, Write written) {
      int mask = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        mask |= (written.strobes >> i & 1) != 0 ? 0xff << (Byte.SIZE * i) : 0;
      }
      return (former & ~mask) | (written.data & mask);
    }

    long pair(int low) {
      return Integer.toUnsignedLong(read(low)) | (long) read(low + 4) << Integer.SIZE;
    }
  }

  @Test
  void registersHoldWhatIsWrittenAndSayWhatHappens() throws IOException {
    try (PinBench bench = bench()) {
      bench.reset(2);
      for (int cycle = 0; cycle < 20_000; cycle++) {
        if (random.nextInt(2000) == 0) {
          bench.reset(1);
          registers = new Registers();
          write = null;
          read = null;
        }
        step(bench);
      }
    }
  }

  private void step(PinBench bench) throws IOException {
    boolean done = registers.running && random.nextInt(12) == 0;
    boolean takesWrites = random.nextBoolean();
    boolean takesReads = random.nextBoolean();
    bench.set("done", done);
    bench.set("s_axi_bready", takesWrites);
    bench.set("s_axi_rready", takesReads);
    driveWrite(bench);
    driveRead(bench);
    bench.cycle();
    checkOutputs(bench);

    Write written = null;
    if (write != null && write.taken) {
      assertThat(bench.high("s_axi_bvalid")).as("a write is answered").isTrue();
      assertThat(bench.number("s_axi_bresp")).isZero();
      assertThat(bench.high("s_axi_awready") || bench.high("s_axi_wready")).isFalse();
      write = takesWrites ? null : write;
    } else {
      assertThat(bench.high("s_axi_bvalid")).as("an answer to nothing").isFalse();
      boolean both = write != null && write.addressOffered && write.dataOffered;
      assertThat(bench.high("s_axi_awready")).isEqualTo(both);
      assertThat(bench.high("s_axi_wready")).isEqualTo(both);
      if (both) {
        write.taken = true;
        written = write;
      }
    }
    int readFrom = -1;
    if (read != null && read.taken) {
      assertThat(bench.high("s_axi_rvalid")).as("a read is answered").isTrue();
      assertThat(bench.number("s_axi_rresp")).isZero();
      assertThat((int) bench.number("s_axi_rdata"))
          .as("register 0x%02x", read.address)
          .isEqualTo(read.expected);
      read = takesReads ? null : read;
    } else {
      assertThat(bench.high("s_axi_rvalid")).as("an answer to nothing").isFalse();
      boolean offered = read != null && read.offered;
      assertThat(bench.high("s_axi_arready")).isEqualTo(offered);
      if (offered) {
        read.taken = true;
        read.expected = registers.read(read.address);
        readFrom = read.address;
      }
    }
    registers.step(written, readFrom, done);
  }

  private void checkOutputs(PinBench bench) {
    assertThat(bench.high("start")).isEqualTo(registers.starts);
    assertThat(bench.high("irq")).isEqualTo(registers.enabled && registers.pending != 0);
    assertThat(bench.high("store")).isEqualTo(registers.store);
    assertThat(bench.number("input_address")).isEqualTo(registers.pair(0x10));
    assertThat(bench.number("output_address")).isEqualTo(registers.pair(0x1c));
    assertThat((int) bench.number("target")).isEqualTo(registers.read(0x30));
    assertThat((int) bench.number("pe")).isEqualTo(registers.read(0x38));
    assertThat((int) bench.number("index")).isEqualTo(registers.read(0x40));
    assertThat((int) bench.number("which")).isEqualTo(registers.read(0x48));
    assertThat(bench.number("value")).isEqualTo(registers.pair(0x50));
    assertThat((int) bench.number("images")).isEqualTo(registers.read(0x5c));
  }

  /** Address and data are offered when they like, and then stay. */
  private void driveWrite(PinBench bench) {
    if (write == null && random.nextInt(3) == 0) {
      write = new Write();
      write.address = address();
      write.data = random.nextInt(4) == 0 ? random.nextInt(4) | 0x80 : random.nextInt();
      write.strobes = random.nextInt(3) == 0 ? random.nextInt(16) : 15;
    }
    if (write != null && !write.taken) {
      write.addressOffered |= random.nextBoolean();
      write.dataOffered |= random.nextBoolean();
    }
    boolean waits = write != null && !write.taken;
    bench.set("s_axi_awvalid", waits && write.addressOffered);
    bench.set("s_axi_wvalid", waits && write.dataOffered);
    // The lowest two bits of an address are of no matter.
    bench.set(
        "s_axi_awaddr",
        waits && write.addressOffered ? write.address + random.nextInt(4) : random.nextInt());
    bench.set("s_axi_wdata", waits && write.dataOffered ? write.data : random.nextInt());
    bench.set("s_axi_wstrb", waits && write.dataOffered ? write.strobes : random.nextInt());
  }

  private void driveRead(PinBench bench) {
    if (read == null && random.nextInt(2) == 0) {
      read = new Read();
      read.address = address();
    }
    boolean waits = read != null && !read.taken;
    if (waits) {
      read.offered |= random.nextBoolean();
    }
    bench.set("s_axi_arvalid", waits && read.offered);
    bench.set("s_axi_araddr", waits && read.offered ? read.address : random.nextInt());
  }

  /** Any register, also those that are not there, and often those that do something. */
  private int address() {
    return random.nextInt(3) == 0 ? 4 * random.nextInt(4) : 4 * random.nextInt(32);
  }

  private PinBench bench() throws IOException {
    Map<String, Integer> inputs = new LinkedHashMap<>();
    inputs.put("reset", 1);
    inputs.put("s_axi_awaddr", 7);
    inputs.put("s_axi_awvalid", 1);
    inputs.put("s_axi_wdata", 32);
    inputs.put("s_axi_wstrb", 4);
    inputs.put("s_axi_wvalid", 1);
    inputs.put("s_axi_bready", 1);
    inputs.put("s_axi_araddr", 7);
    inputs.put("s_axi_arvalid", 1);
    inputs.put("s_axi_rready", 1);
    inputs.put("done", 1);
    Map<String, Integer> outputs = new LinkedHashMap<>();
    for (String bit : List.of("awready", "wready", "bvalid", "arready", "rvalid")) {
      outputs.put("s_axi_" + bit, 1);
    }
    outputs.put("s_axi_bresp", 2);
    outputs.put("s_axi_rresp", 2);
    outputs.put("s_axi_rdata", 32);
    for (String bit : List.of("start", "irq", "store")) {
      outputs.put(bit, 1);
    }
    for (String word : List.of("target", "pe", "index", "which", "images")) {
      outputs.put(word, 32);
    }
    for (String pair : List.of("input_address", "output_address", "value")) {
      outputs.put(pair, 64);
    }
    return new PinBench(scratch, "bnn_control", Map.of(), inputs, outputs);
  }
}
