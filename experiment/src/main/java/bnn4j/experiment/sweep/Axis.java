package bnn4j.experiment.sweep;

import bnn4j.experiment.spec.Change;
import bnn4j.foundation.Numbers;
import bnn4j.yaml.SourcePlace;
import bnn4j.yaml.YamlNode;
import bnn4j.yaml.YamlNode.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;

/** The values of a key. */
sealed interface Axis {
  /** The key, inner ones with dots. */
  String key();

  /** A value drawn at random. */
  Change draw(SplittableRandom random);

  /**
   * Values one by one.
   *
   * @param values as written, at least one
   */
  record Choices(String key, List<YamlNode> values) implements Axis {
    Change change(int index) {
      return new Change(key, values.get(index).place(), values.get(index));
    }

    @Override
    public Change draw(SplittableRandom random) {
      return change(random.nextInt(values.size()));
    }
  }

  /**
   * All numbers between two.
   *
   * @param from least
   * @param to largest, above {@code from}
   * @param scale on which numbers are drawn evenly
   * @param whole whether only whole numbers are meant
   */
  record Span(String key, SourcePlace place, double from, double to, Scale scale, boolean whole)
      implements Axis {
    /** How numbers are spread. */
    enum Scale {
      LINEAR,
      LOG
    }

    /** Digits of a drawn number: enough for any setting, few enough to read. */
    private static final MathContext DIGITS = new MathContext(4);

    @Override
    public Change draw(SplittableRandom random) {
      return new Change(key, place, new Value(place, text(random.nextDouble())));
    }

    /** The number that lies as far along the scale, 0 to below 1. */
    String text(double along) {
      if (whole) {
        // Each whole number has an equal part of the scale.
        double drawn =
            scale == Scale.LOG ? log(from, to + 1, along) : from + along * (to - from + 1);
        return Long.toString((long) Math.min(to, Math.floor(drawn)));
      }
      double drawn = scale == Scale.LOG ? log(from, to, along) : from + along * (to - from);
      double rounded = new BigDecimal(drawn).round(DIGITS).doubleValue();
      return Numbers.text(Math.min(to, Math.max(from, rounded)));
    }

    private static double log(double from, double to, double along) {
      return from * Math.pow(to / from, along);
    }
  }
}
