package bnn4j.evaluation.regression;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.json.ResultJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Earlier checks of all sets, one JSON line each, the oldest first. A new check replaces the file
 * atomically.
 *
 * @param file need not exist
 */
public record RegressionHistory(Path file) {
  /**
   * All regression runs so far; none if there is no file.
   *
   * @throws Refusal naming the line that is none
   */
  public List<Regression> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<String> lines = TextFile.lines(file);
    List<Regression> runs = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      runs.add(parse(lines.get(i), i + 1));
    }
    return runs;
  }

  /**
   * Adds a regression run at the end.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written; the file is as it was then
   */
  public void append(Regression regression) {
    List<Regression> all = new ArrayList<>(read());
    all.add(regression);
    String text = all.stream().map(ResultJson::line).collect(Collectors.joining("\n", "", "\n"));
    AtomicFile.write(file, text);
  }

  private Regression parse(String line, int number) {
    try {
      return ResultJson.read(line, Regression.class);
    } catch (Refusal e) {
      throw new Refusal(
          "%s, line %d: not a check result (%s); correct or delete the line"
              .formatted(file, number, e.getMessage()),
          e);
    }
  }
}
