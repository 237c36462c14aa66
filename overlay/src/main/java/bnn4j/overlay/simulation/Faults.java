package bnn4j.overlay.simulation;

import bnn4j.overlay.driver.Register;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with a simulated board.
 *
 * @param startsBeforeHang how often it finishes before it never does again
 * @param busyReads how often the control register says busy before it says done
 * @param flips bits of the parameter memories that hold the opposite of what is stored
 * @param wordsShort how many words fewer than asked for a buffer has
 * @param stuck registers that always read the same
 */
public record Faults(
    long startsBeforeHang,
    int busyReads,
    List<Flip> flips,
    int wordsShort,
    Map<Register, Integer> stuck) {
  /** A board as it should be. */
  public static final Faults NONE = new Faults(Long.MAX_VALUE, 0, List.of(), 0, Map.of());

  /** Copies what it is given. */
  public Faults {
    flips = List.copyOf(flips);
    stuck = Map.copyOf(stuck);
  }

  /**
   * A bad bit of a parameter memory.
   *
   * @param target twice the layer for its weights, one more for its thresholds
   * @param pe processing element
   * @param index entry
   * @param threshold which of the entry's thresholds; 0 for weights
   * @param bit from 0, the least significant
   */
  public record Flip(int target, int pe, int index, int threshold, int bit) {}

  /** Finishes so many starts, parameters and calls alike, and no more. */
  public Faults hangingAfter(long starts) {
    return new Faults(starts, busyReads, flips, wordsShort, stuck);
  }

  /** Is done late. */
  public Faults busyFor(int reads) {
    return new Faults(startsBeforeHang, reads, flips, wordsShort, stuck);
  }

  /** Has bad bits. */
  public Faults flipping(Flip... bits) {
    return new Faults(startsBeforeHang, busyReads, List.of(bits), wordsShort, stuck);
  }

  /** Gives buffers that are too small. */
  public Faults shortBy(int words) {
    return new Faults(startsBeforeHang, busyReads, flips, words, stuck);
  }

  /** Has a register that reads always the same. */
  public Faults sticking(Register register, int value) {
    return new Faults(startsBeforeHang, busyReads, flips, wordsShort, Map.of(register, value));
  }
}
