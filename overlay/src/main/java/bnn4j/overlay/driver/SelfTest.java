package bnn4j.overlay.driver;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import java.util.Arrays;
import java.util.Random;

/**
 * Images that nobody has seen, and what must come of them. As nothing can be read back from the
 * accelerator's memories, this is how a parameter that got lost, or another network, shows.
 *
 * @param input packed images
 * @param images how many
 * @param expected what the engine makes of them
 */
record SelfTest(long[] input, int images, long[] expected) {
  private static final long SEED = 7967;

  /** What a word of the output buffer holds before, and after if nobody writes to it. */
  private static final long UNTOUCHED = 0x0123_4567_89ab_cdefL;

  /** What the largest of the published overlays writes for an image, perhaps by mistake. */
  private static final int SPARE_WORDS_PER_IMAGE = 16;

  /** For a parameter set. */
  static SelfTest of(ParameterSet parameters, int images) {
    Overlay overlay = parameters.overlay();
    int words = overlay.inputWords();
    long[] input = new Random(SEED).longs((long) images * words).toArray();
    // The host leaves bits after the last pixel 0.
    int used = overlay.network().input().values() * overlay.network().input().bits();
    for (int last = words - 1; last < input.length; last += words) {
      input[last] &= -1L >>> (words * Overlay.WORD_BITS - used);
    }
    return new SelfTest(input, images, Engine.of(parameters).run(input, images, 1));
  }

  /** Words of the output buffer: more than are needed, to notice who writes more. */
  int outputWords() {
    return expected.length + images * SPARE_WORDS_PER_IMAGE;
  }

  /** What the output buffer holds before. */
  long[] blank() {
    long[] words = new long[outputWords()];
    Arrays.fill(words, UNTOUCHED);
    return words;
  }

  /**
   * Compares.
   *
   * @param found the output buffer after
   * @throws AcceleratorException if anything is not as it should be
   */
  void check(long[] found, Overlay overlay) {
    int written = found.length;
    while (written > 0 && found[written - 1] == UNTOUCHED) {
      written--;
    }
    if (written != expected.length) {
      throw new AcceleratorException(
          ("the self-test wrote %d words for %d images, expected %d of %s; load the bitstream of"
                  + " that overlay")
              .formatted(written, images, expected.length, overlay.name()));
    }
    int differing = 0;
    for (int image = 0; image < images; image++) {
      differing += differs(found, image, overlay.outputWords()) ? 1 : 0;
    }
    if (differing > 0) {
      throw new AcceleratorException(
          ("the self-test differs from the engine for %d of %d images: a parameter was"
                  + " lost, or the bitstream is not that of %s; load both again")
              .formatted(differing, images, overlay.name()));
    }
  }

  private boolean differs(long[] found, int image, int words) {
    int from = image * words;
    return !Arrays.equals(found, from, from + words, expected, from, from + words);
  }
}
