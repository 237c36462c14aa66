package bnn4j.hardware.rtl;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Feeds words to a module; of 8 cycles it waits about as many as it is told, before each word. */
final class StreamIn {
  private final PinBench bench;
  private final String name;
  private final int bits;
  private final List<BigInteger> words;
  private final int stalls;
  private final Random random;
  private int fed;
  private boolean offering;

  StreamIn(
      PinBench bench, String name, int bits, List<BigInteger> words, int stalls, Random random) {
    this.bench = bench;
    this.name = name;
    this.bits = bits;
    this.words = words;
    this.stalls = stalls;
    this.random = random;
  }

  /** Drives its pins for the next cycle: what is offered stays, what is not is rubbish. */
  void drive() {
    offering = offering || (fed < words.size() && random.nextInt(8) >= stalls);
    bench.set(name + "_valid", offering);
    bench.set(name + "_data", offering ? words.get(fed) : new BigInteger(bits, random));
  }

  /** Sees what the last cycle did. */
  void look() {
    if (bench.high(name + "_ready") && offering) {
      offering = false;
      fed++;
    }
  }

  /** Words that were taken. */
  int fed() {
    return fed;
  }
}
