package bnn4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of {@code docs/results.md} that the benchmark writes, between two marks. */
record SpeedPage(Path docs) {
  static final String BEGIN = "<!-- engine speed: written by bin/benchmark engine --write -->\n";
  static final String END = "<!-- end of engine speed -->\n";
  private static final String CHART = "engine-speed.png";

  /** One in a folder of its own, begun if it is not there; the project's page stays as it is. */
  static SpeedPage ofItsOwn(Path folder) throws IOException {
    Path page = folder.resolve("results.md");
    Files.createDirectories(folder);
    if (!Files.exists(page)) {
      Files.writeString(page, BEGIN + END);
    }
    return new SpeedPage(folder);
  }

  /**
   * Replaces the tables and the chart.
   *
   * @throws IOException if the page lacks the marks, or the disk refuses
   */
  void write(String tables, SpeedChart chart) throws IOException {
    Path page = docs.resolve("results.md");
    String text = replaced(Files.readString(page), tables, page);
    chart.write(docs.resolve(CHART));
    Files.writeString(page, text);
    System.out.printf("written: %s and %s%n", page, docs.resolve(CHART));
  }

  static String replaced(String text, String tables, Path page) throws IOException {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          "%s: expected a line '%s' and below it '%s'".formatted(page, BEGIN.strip(), END.strip()));
    }
    return text.substring(0, begin + BEGIN.length())
        + "\n![Images per second of the engine](%s)\n\n".formatted(CHART)
        + tables
        + "\n"
        + text.substring(end);
  }
}
