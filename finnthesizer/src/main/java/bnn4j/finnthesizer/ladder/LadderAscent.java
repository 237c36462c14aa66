package bnn4j.finnthesizer.ladder;

import java.util.Arrays;

/** One climb of {@link LadderSearch}. */
final class LadderAscent {
  private static final int SWEEPS = 50;

  private final LadderSample sample;
  private final int classes;
  private final int always;
  private final int never;
  private final int[] thresholds;

  /** What every image's output word would be. */
  private final long[] words;

  /** By accumulator from {@code always} on: images won less images lost if the output fires. */
  private final int[] gains;

  /**
   * An ascent.
   *
   * @param always a threshold that all accumulators are above
   * @param never one that none is above
   * @param beginning thresholds between them
   */
  LadderAscent(LadderSample sample, int always, int never, Ladder beginning) {
    this.sample = sample;
    this.classes = sample.classes();
    this.always = always;
    this.never = never;
    this.thresholds = beginning.thresholds();
    this.words = new long[sample.images()];
    Arrays.setAll(words, image -> sample.word(beginning, image));
    this.gains = new int[never - always + 1];
  }

  /**
   * Where an ascent ends.
   *
   * @param correct images of the sample that the highest bit tells right
   */
  record Summit(Ladder ladder, int correct) {}

  /** Moves thresholds until none gets better by itself. */
  Summit climb() {
    boolean better = true;
    for (int sweep = 0; better && sweep < SWEEPS; sweep++) {
      better = false;
      for (int output = thresholds.length - 1; output >= 0; output--) {
        better |= improve(output);
      }
    }
    int correct = 0;
    for (int image = 0; image < words.length; image++) {
      correct += isRight(image, words[image]) ? 1 : 0;
    }
    return new Summit(new Ladder(classes, thresholds), correct);
  }

  /** Moves a threshold, between those of the levels below and above, to where it serves best. */
  private boolean improve(int output) {
    countGains(output);
    int lowest = output < classes ? always : thresholds[output - classes];
    int highest = output + classes < thresholds.length ? thresholds[output + classes] : never;
    int gained = 0;
    int best = Integer.MIN_VALUE;
    int present = 0;
    int first = 0;
    int last = 0;
    for (int threshold = never; threshold >= lowest; threshold--) {
      gained += threshold == never ? 0 : gains[threshold + 1 - always];
      present = threshold == thresholds[output] ? gained : present;
      if (threshold > highest) {
        continue;
      }
      if (gained > best) {
        best = gained;
        first = threshold;
        last = threshold;
      } else if (gained == best && threshold == last - 1) {
        last = threshold;
      }
    }
    if (best <= present) {
      return false;
    }
    // The middle of the plateau: other images may lie a little off.
    move(output, (first + last) / 2);
    return true;
  }

  /** What firing would change, for images that no higher output decides. */
  private void countGains(int output) {
    Arrays.fill(gains, 0);
    int label = output % classes;
    long bit = 1L << output;
    for (int image = 0; image < words.length; image++) {
      long others = words[image] & ~bit;
      if (Long.compareUnsigned(others, bit) < 0) {
        int won = sample.labels()[image] == label ? 1 : 0;
        int lost = isRight(image, others) ? 1 : 0;
        gains[sample.accumulator(image, label) - always] += won - lost;
      }
    }
  }

  private void move(int output, int threshold) {
    thresholds[output] = threshold;
    long bit = 1L << output;
    for (int image = 0; image < words.length; image++) {
      boolean fires = sample.accumulator(image, output % classes) > threshold;
      words[image] = fires ? words[image] | bit : words[image] & ~bit;
    }
  }

  /** The host takes the highest bit, and class 0 where there is none (formats.md 5.3). */
  private boolean isRight(int image, long word) {
    int highest = word == 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(word);
    return highest % classes == sample.labels()[image];
  }
}
