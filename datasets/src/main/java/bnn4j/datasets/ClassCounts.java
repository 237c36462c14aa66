package bnn4j.datasets;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Number of images per class of a dataset. Printed first, so that a misread folder is noticed at
 * once.
 */
public final class ClassCounts {
  /** Maximum number of printed lines. */
  private static final int MOST_LINES = 24;

  private final String name;
  private final List<String> classNames;
  private final Map<Part, int[]> counts = new LinkedHashMap<>();

  /** Of a dataset, nothing counted yet. */
  public ClassCounts(String name, List<String> classNames) {
    this.name = name;
    this.classNames = List.copyOf(classNames);
  }

  /** Counts the images of a part. */
  public ClassCounts add(Part part, LabeledImages images) {
    counts.put(part, images.countsPerClass());
    return this;
  }

  /** A line with the sums, and for up to 24 classes a line each; every line ended. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "dataset %s: %d classes, %s%n"
            .formatted(
                name,
                classNames.size(),
                counts.entrySet().stream()
                    .map(part -> sum(part.getValue()) + " " + word(part.getKey()))
                    .collect(Collectors.joining(", "))));
    if (classNames.size() > MOST_LINES) {
      return text.toString();
    }
    int width = classNames.stream().mapToInt(String::length).max().orElse(0);
    for (int label = 0; label < classNames.size(); label++) {
      text.append("  ").append(classNames.get(label));
      text.append(" ".repeat(width - classNames.get(label).length()));
      for (int[] part : counts.values()) {
        text.append("%8d".formatted(part[label]));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static int sum(int[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static String word(Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
