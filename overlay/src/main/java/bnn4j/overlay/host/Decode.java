package bnn4j.overlay.host;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;

/**
 * How output words become a class (formats.md 5.3 and 5.4).
 *
 * <p>The original host has two ways that do not always agree; both work in floating point where the
 * result is one bit per class, and both are kept with their oddities.
 */
public enum Decode {
  /**
   * The call for a single picture. Scores: the first largest. Bits: {@code round(log2(word))},
   * which is the highest bit or, with others set below it, one above it and so possibly no class at
   * all; 64 becomes class 0.
   */
  SINGLE {
    @Override
    int ofBits(long word) {
      long rounded = Math.round(log2(word));
      return rounded == Overlay.WORD_BITS ? 0 : (int) rounded;
    }

    @Override
    int ofScores(long[] output, int offset, int classes) {
      return largest(output, offset, classes, Short.MIN_VALUE);
    }
  },

  /**
   * The call for many pictures, by which accuracy is published. Scores: the first largest if it is
   * above 0, else class 0. Bits: {@code floor(log2(word))}, the highest bit, save that with 49 or
   * more ones from there down the double precision gives one above it.
   */
  MULTIPLE {
    @Override
    int ofBits(long word) {
      return (int) log2(word);
    }

    @Override
    int ofScores(long[] output, int offset, int classes) {
      return largest(output, offset, classes, 0);
    }
  },

  /** The first largest score, whatever its sign. Bits have no largest: refused. */
  ARGMAX {
    @Override
    int ofBits(long word) {
      throw new Refusal(
          "decode argmax requires scores, but this overlay outputs one bit per class; use"
              + " single or multiple");
    }

    @Override
    int ofScores(long[] output, int offset, int classes) {
      return largest(output, offset, classes, Short.MIN_VALUE);
    }
  };

  private static final double LN_2 = StrictMath.log(2);

  /**
   * The class of one result of a parameter set, whose outputs may be a ladder.
   *
   * @param set whose result it is
   * @param output words, the result's {@link Overlay#outputWords} from {@code offset} on
   * @param offset where the result starts
   * @return the class, or a number that is none, at least {@link ParameterSet#classes}
   * @throws Refusal as {@link #classOf(Overlay, long[], int, int)}
   */
  public int classOf(ParameterSet set, long[] output, int offset) {
    int found = classOf(set.overlay(), output, offset, set.outputs());
    return found < set.outputs() ? found % set.classes() : found;
  }

  /**
   * The output that one result chooses, which is the class where each has one output.
   *
   * @param overlay whose result it is
   * @param output words, the result's {@link Overlay#outputWords} from {@code offset} on
   * @param offset where the result starts
   * @param classes how many outputs stand for a class; 1 to the overlay's, for bits at most 64
   * @return the output; for bits possibly {@code classes} or 64, which are none
   * @throws Refusal if there are too few or too many classes, or bits for {@link #ARGMAX}
   */
  public int classOf(Overlay overlay, long[] output, int offset, int classes) {
    int most = overlay.maxClasses();
    if (classes < 1 || classes > most) {
      throw new Refusal(
          "%d classes; results of %s decode to 1 to %d".formatted(classes, overlay.name(), most));
    }
    if (!overlay.bitOutput()) {
      return ofScores(output, offset, classes);
    }
    // No bit at all reads as class 0, as does bit 0.
    long word = output[offset] & (-1L >>> (Overlay.WORD_BITS - classes));
    return ofBits(word == 0 ? 1 : word);
  }

  /**
   * Score of a class: word {@code n div 4}, 16 bits from bit {@code 16 * (n mod 4)} on.
   *
   * @param output words of a result, from {@code offset} on
   * @param offset where the result starts
   * @param neuron which class
   */
  public static short score(long[] output, int offset, int neuron) {
    return (short) (output[offset + neuron / 4] >>> (neuron % 4 * Short.SIZE));
  }

  abstract int ofBits(long word);

  abstract int ofScores(long[] output, int offset, int classes);

  private static int largest(long[] output, int offset, int classes, int below) {
    int best = 0;
    int bestScore = below;
    for (int neuron = 0; neuron < classes; neuron++) {
      int score = score(output, offset, neuron);
      if (score > bestScore) {
        best = neuron;
        bestScore = score;
      }
    }
    return best;
  }

  /**
   * Logarithm of an unsigned word, rounded to double as the C library does. Taken from the power of
   * two above, because all that matters are words so close below one that the result rounds up to
   * it.
   */
  private static double log2(long word) {
    double value = word >= 0 ? (double) word : 2.0 * ((word >>> 1) | (word & 1));
    int above = Math.getExponent(value) + 1;
    double missing = 1 - Math.scalb(value, -above);
    return above + StrictMath.log1p(-missing) / LN_2;
  }
}
