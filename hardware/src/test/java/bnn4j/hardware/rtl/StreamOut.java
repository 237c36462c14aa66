package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Takes words from a module, and sees to it that what waits stays what it is. */
final class StreamOut {
  private final PinBench bench;
  private final String name;
  private final int stalls;
  private final Random random;
  private final List<Word> words = new ArrayList<>();
  private boolean ready;
  private BigInteger waiting;

  /** A word that came out, and when. */
  record Word(long cycle, BigInteger value) {}

  /**
   * A taker.
   *
   * @param stalls of 8 cycles in which it is not ready, about
   */
  StreamOut(PinBench bench, String name, int stalls, Random random) {
    this.bench = bench;
    this.name = name;
    this.stalls = stalls;
    this.random = random;
  }

  /** Drives its pin for the next cycle. */
  void drive() {
    ready = random.nextInt(8) >= stalls;
    bench.set(name + "_ready", ready);
  }

  /** Sees what the last cycle did. */
  void look() {
    boolean valid = bench.high(name + "_valid");
    if (waiting != null) {
      assertThat(valid).as("%s is still valid in cycle %d", name, bench.cycles()).isTrue();
      assertThat(bench.get(name + "_data")).as("%s waits", name).isEqualTo(waiting);
    }
    waiting = valid && !ready ? bench.get(name + "_data") : null;
    if (valid && ready) {
      words.add(new Word(bench.cycles(), bench.get(name + "_data")));
    }
  }

  /** What came out so far. */
  List<Word> words() {
    return words;
  }

  /** The values of what came out so far. */
  List<BigInteger> values() {
    return words.stream().map(Word::value).toList();
  }
}
