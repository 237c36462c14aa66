package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A memory behind AXI4 as slow and as fast as memories are, which checks that its master keeps to
 * the protocol: bursts of at most 16 beats that stay within 4 KiB, and what waits stays what it is.
 */
final class AxiMemory {
  private static final int PAGE = 4096;
  private static final int MOST_BEATS = 16;

  /** A burst whose data are to come. */
  private static final class Burst {
    private final long address;
    private final int beats;
    private final long ready;
    private int done;

    Burst(long address, int beats, long ready) {
      this.address = address;
      this.beats = beats;
      this.ready = ready;
    }

    long next() {
      return address + 8L * done;
    }

    boolean last() {
      return done + 1 == beats;
    }
  }

  private final PinBench bench;
  private final Random random;
  private final int stalls;
  private final Map<Long, Long> words = new HashMap<>();
  private final Deque<Burst> reads = new ArrayDeque<>();
  private final Deque<Burst> writes = new ArrayDeque<>();
  private final Deque<long[]> early = new ArrayDeque<>();
  private String waitingAddress = "";
  private String waitingData = "";
  private boolean addressReady;
  private boolean dataReady;
  private boolean offering;
  private boolean answering;
  private int answers;

  /**
   * A memory of nothing.
   *
   * @param stalls of 8 cycles in which it does not move, about
   */
  AxiMemory(PinBench bench, int stalls, Random random) {
    this.bench = bench;
    this.stalls = stalls;
    this.random = random;
  }

  /** Puts a word there. */
  void put(long address, long word) {
    words.put(address, word);
  }

  /** All words by address. */
  Map<Long, Long> words() {
    return words;
  }

  /** Bursts that were asked for and not yet given in whole. */
  int openReads() {
    return reads.size();
  }

  private boolean moves() {
    return random.nextInt(8) >= stalls;
  }

  /** Drives the pins of the read channels for the next cycle. */
  void driveReads() {
    addressReady = moves();
    bench.set("m_axi_arready", addressReady);
    offering = offering || (!reads.isEmpty() && reads.peek().ready <= bench.cycles() && moves());
    bench.set("m_axi_rvalid", offering);
    bench.set("m_axi_rdata", offering ? words.get(reads.peek().next()) : random.nextLong());
    bench.set("m_axi_rlast", offering ? reads.peek().last() : random.nextBoolean());
  }

  /** Sees what the last cycle did there. */
  void lookAtReads() {
    if (offering && bench.high("m_axi_rready")) {
      offering = false;
      advance(reads);
    }
    if (address("ar")) {
      Burst burst = burst("ar");
      for (int beat = 0; beat < burst.beats; beat++) {
        assertThat(words).as("read address").containsKey(burst.address + 8L * beat);
      }
      reads.add(burst);
    }
  }

  /** Drives the pins of the write channels for the next cycle. */
  void driveWrites() {
    addressReady = moves();
    dataReady = moves();
    answering = answering || (answers > 0 && moves());
    bench.set("m_axi_awready", addressReady);
    bench.set("m_axi_wready", dataReady);
    bench.set("m_axi_bvalid", answering);
  }

  /** Sees what the last cycle did there. */
  void lookAtWrites() {
    if (answering && bench.high("m_axi_bready")) {
      answering = false;
      answers--;
    }
    if (address("aw")) {
      writes.add(burst("aw"));
    }
    boolean valid = bench.high("m_axi_wvalid");
    String data = valid ? bench.get("m_axi_wdata") + " " + bench.get("m_axi_wlast") : "";
    if (!waitingData.isEmpty()) {
      assertThat(data).as("data that wait, cycle %d", bench.cycles()).isEqualTo(waitingData);
    }
    waitingData = dataReady ? "" : data;
    if (valid && dataReady) {
      early.add(new long[] {bench.number("m_axi_wdata"), bench.number("m_axi_wlast")});
    }
    while (!early.isEmpty() && !writes.isEmpty()) {
      Burst burst = writes.peek();
      long[] word = early.remove();
      assertThat(word[1] == 1).as("last beat of a burst").isEqualTo(burst.last());
      words.put(burst.next(), word[0]);
      if (burst.last()) {
        answers++;
      }
      advance(writes);
    }
  }

  /** Whether all that was asked for is done and answered. */
  boolean idle() {
    return reads.isEmpty() && writes.isEmpty() && early.isEmpty() && answers == 0;
  }

  private static void advance(Deque<Burst> bursts) {
    Burst burst = bursts.peek();
    if (burst.last()) {
      bursts.remove();
    } else {
      burst.done++;
    }
  }

  /** Whether an address is taken in this cycle. */
  private boolean address(String channel) {
    boolean valid = bench.high("m_axi_" + channel + "valid");
    String seen =
        valid
            ? bench.get("m_axi_" + channel + "addr") + " " + bench.get("m_axi_" + channel + "len")
            : "";
    if (!waitingAddress.isEmpty()) {
      assertThat(seen).as("an address waits, cycle %d", bench.cycles()).isEqualTo(waitingAddress);
    }
    waitingAddress = addressReady ? "" : seen;
    return valid && addressReady;
  }

  private Burst burst(String channel) {
    long address = bench.number("m_axi_" + channel + "addr");
    int beats = (int) bench.number("m_axi_" + channel + "len") + 1;
    assertThat(beats).isLessThanOrEqualTo(MOST_BEATS);
    assertThat(address % 8).isZero();
    assertThat((address + 8L * beats - 1) / PAGE).as("4 KiB").isEqualTo(address / PAGE);
    return new Burst(address, beats, bench.cycles() + random.nextInt(30));
  }
}
