package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.model.ParameterSetFolders;
import bnn4j.overlay.host.Decode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every figure of a parameter set in the tables of README and docs is the one on its card. */
class PublishedFiguresTest {
  private static final Path HOME = Path.of("..");
  private static final String NOT_TRAINED = "not trained yet";

  /**
   * A row of a table whose first column is headed {@code set}.
   *
   * @param where file and line
   * @param set the first cell
   * @param cells by the heads of their columns, without emphasis
   */
  private record Row(String where, String set, Map<String, String> cells) {}

  @Test
  void figuresInTablesAreThoseOfTheCards() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Row row : rows()) {
      Optional<Card> card = card(row.set());
      row.cells()
          .forEach(
              (head, found) -> {
                Optional<String> expected = figure(head, card);
                if (expected.isPresent() && !expected.get().equals(found)) {
                  wrong.add(
                      "%s: %s of %s: expected '%s', found '%s'"
                          .formatted(row.where(), head, row.set(), expected.get(), found));
                }
              });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyTrainedSetIsInTheResults() throws IOException {
    ParameterSetFolders folders = new ParameterSetFolders(HOME.resolve("params-out"));
    List<String> sets = folders.list().stream().map(folders::name).toList();
    assertThat(sets).isNotEmpty();
    assertThat(rows())
        .filteredOn(row -> row.where().startsWith("results.md"))
        .extracting(Row::set)
        .containsAll(sets)
        .doesNotHaveDuplicates();
  }

  @Test
  void everyCardTellsWhereItsSetComesFrom() throws IOException {
    ParameterSetFolders folders = new ParameterSetFolders(HOME.resolve("params-out"));
    for (Path folder : folders.list()) {
      Card card = CardFile.find(folder).orElseThrow();
      assertThat(card.datasetChecksum()).as("%s", folder).matches("[0-9a-f]{64}");
      assertThat(card.floor()).as("%s", folder).isNotNull();
      assertThat(card.accuracy().exported()).as("%s", folder).isGreaterThanOrEqualTo(card.floor());
      assertThat(card.accuracy().note()).as("%s", folder).contains("read once");
      assertThat(card.decode()).isEqualTo(Decode.MULTIPLE);
      assertThat(card.output()).isNotNull();
      assertThat(card.folding()).isNotNull();
      assertThat(card.training().seconds()).isPositive();
      assertThat(card.training().epochs()).isPositive();
      assertThat(card.config().seed()).hasValue(card.training().seed());
      assertThat(card.provenance().commit()).matches("[0-9a-f]{7,}");
      assertThat(card.provenance().dl4j()).isNotBlank();
      String shown = CommandRun.of("params", "show", folder).out();
      assertThat(shown).contains(CardFile.toYaml(card).indent(2));
    }
  }

  /** What a column says of a set; empty for columns that are not about what was trained. */
  private static Optional<String> figure(String head, Optional<Card> card) {
    List<String> known =
        List.of("exported", "correct", "float", "validation", "output", "epochs", "training");
    if (!known.contains(head)) {
      return Optional.empty();
    }
    if (card.isEmpty()) {
      return Optional.of(head.equals("exported") ? NOT_TRAINED : "");
    }
    Card.Accuracy accuracy = card.get().accuracy();
    Card.Training training = card.get().training();
    return Optional.of(
        switch (head) {
          case "exported" -> "%.2f %%".formatted(accuracy.exported());
          case "correct" -> "%d of %d".formatted(accuracy.correct(), accuracy.images());
          case "float" -> "%.2f %%".formatted(accuracy.floatDecoded());
          case "validation" ->
              training.validationAccuracy() == null
                  ? "none"
                  : "%.2f %%".formatted(training.validationAccuracy());
          case "output" -> card.get().output().word();
          case "epochs" ->
              trainings(card.get()).stream()
                  .map(run -> "%d of %d".formatted(run.bestEpoch(), run.epochs()))
                  .collect(Collectors.joining(" + "));
          default ->
              "%.1f h"
                  .formatted(
                      trainings(card.get()).stream().mapToDouble(Card.Training::seconds).sum()
                          / 3600);
        });
  }

  /** Of the runs that a set began with, the first first, then its own. */
  private static List<Card.Training> trainings(Card card) {
    List<Card.Training> trainings = new ArrayList<>();
    trainings.add(card.training());
    if (card.start() != null) {
      card.start().ancestry().forEach(start -> trainings.add(0, start.training()));
    }
    return trainings;
  }

  private static Optional<Card> card(String set) throws IOException {
    return CardFile.find(HOME.resolve("params-out").resolve(set));
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String file : List.of("README.md", "docs/results.md")) {
      rows.addAll(rows(HOME.resolve(file)));
    }
    assertThat(rows).hasSizeGreaterThan(8);
    return rows;
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> heads = List.of();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = cells(lines.get(i));
      if (cells.isEmpty()) {
        heads = List.of();
      } else if (cells.get(0).equals("set")) {
        heads = cells;
      } else if (!heads.isEmpty() && !cells.get(0).startsWith("---")) {
        Map<String, String> byHead = new TreeMap<>();
        for (int column = 1; column < Math.min(heads.size(), cells.size()); column++) {
          byHead.put(heads.get(column), cells.get(column));
        }
        rows.add(new Row(file.getFileName() + ", line " + (i + 1), cells.get(0), byHead));
      }
    }
    return rows;
  }

  /** The cells of a row, without emphasis; none if the line is no row. */
  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    String inner = line.substring(1, line.lastIndexOf('|') > 0 ? line.lastIndexOf('|') : 1);
    return Arrays.stream(inner.split("\\|", -1))
        .map(cell -> cell.replaceAll("[*`]", "").strip())
        .map(cell -> cell.equals("exported accuracy") ? "exported" : cell)
        .toList();
  }
}
