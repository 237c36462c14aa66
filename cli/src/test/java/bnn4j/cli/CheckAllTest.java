package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAllTest {
  private static final String HELP = "Try 'bnn4j check-accuracy --help'.";
  private static final String NAMES = "[c0, c1, c2, c3, c4, c5, c6, c7, c8, c9]";

  /** What a blank set gets right of ten classes: those images that are of class 0. */
  private static final double BLANK = 10;

  @TempDir Path home;

  @BeforeEach
  void data() {
    SmallDigits.writeInto(home.resolve("data"));
  }

  private Path set(String name, String card) throws IOException {
    Path set = BlankSet.write("lfcW1A1", 10, home.resolve("params-out").resolve(name));
    if (!card.isEmpty()) {
      Files.writeString(
          set.resolve("card.yaml"),
          """
          network: lfcW1A1
          classes: %s
          input: {invert: false, contrast: none, threshold: 128, dither: none}
          decode: multiple
          output: bits
          %s
          """
              .formatted(NAMES, card));
    }
    return set;
  }

  private CommandRun checkAll(Object... more) {
    Object[] all = new Object[4 + more.length];
    System.arraycopy(
        new Object[] {"check-accuracy", "--all", "--data", home.resolve("data")}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandRun.at(home, all);
  }

  @Test
  void setsThatReachTheirFloorsPass() throws IOException {
    set("mnist/lfcW1A1", "dataset: mnist\nfloor: " + BLANK);
    set("other/lfcW1A1", "dataset: mnist");
    CommandRun run = checkAll("--on", "engine");
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "mnist/lfcW1A1                    engine      10.00 % (10 of 100), its floor is 10 %",
            "other/lfcW1A1                    engine      10.00 % (10 of 100), no floor on its card",
            "2 checks: 2 passed, 0 below the floor, 0 not checked");
    assertThat(run.code()).isZero();
  }

  @Test
  void dataThatAreNotThoseOfTheCardAreToldOfAndNoError() throws IOException {
    String other = "0".repeat(64);
    Path set =
        set("mnist/lfcW1A1", "dataset: mnist\ndataset-checksum: " + other + "\nfloor: " + BLANK);
    Path together = home.resolve("all.json");
    CommandRun all = checkAll("--json", together);
    assertThat(all.code()).isZero();
    JsonNode results = JsonMapper.builder().build().readTree(together.toFile()).get("results");
    assertThat(results).hasSize(2);
    for (JsonNode result : results) {
      assertThat(result.at("/datasetChecksum/card").asText()).isEqualTo(other);
      assertThat(result.at("/datasetChecksum/found").asText()).matches("[0-9a-f]{64}");
      assertThat(result.at("/datasetChecksum/same").asBoolean(true)).isFalse();
    }
    // Once, though the set is checked in two places.
    assertThat(all.err())
        .startsWith(
            "warning: mnist/lfcW1A1: the dataset mnist is not the one on the card: its"
                + " checksum is ")
        .contains("expected " + other)
        .hasLineCount(1);

    Path json = home.resolve("result.json");
    Object[] one = {"check-accuracy", set, "--data", home.resolve("data"), "--json", json};
    CommandRun run = CommandRun.of(one);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("warning: the dataset mnist is not the one on the card");
    JsonNode told = JsonMapper.builder().build().readTree(json.toFile()).get("datasetChecksum");
    assertThat(told.get("same").asBoolean()).isFalse();
    assertThat(told.get("card").asText()).isEqualTo(other);

    Path card = set.resolve("card.yaml");
    String right = told.get("found").asText();
    Files.writeString(card, Files.readString(card).replace(other, right));
    CommandRun again = CommandRun.of(one);
    assertThat(again.out()).doesNotContain("warning");
    assertThat(JsonMapper.builder().build().readTree(json.toFile()).at("/datasetChecksum/same"))
        .hasToString("true");
    assertThat(checkAll().err()).isEmpty();

    Files.delete(home.resolve("data/mnist/train-labels-idx1-ubyte"));
    assertThat(CommandRun.of(one).out())
        .contains("could not be compared with the checksum on the card");
  }

  @Test
  void theProjectKeepsItsOwnHistory() throws IOException {
    set("mnist/lfcW1A1", "dataset: mnist\nfloor: " + BLANK);
    assertThat(checkAll("--on", "engine", "--history").code()).isZero();
    assertThat(checkAll("--history", "--on", "engine").code()).isZero();
    assertThat(home.resolve(".history/accuracy.jsonl")).content().hasLineCount(2);
  }

  @Test
  void setsThatFellAreNamedAndEverythingIsWritten() throws IOException {
    set("a/lfcW1A1", "dataset: mnist\nfloor: 10.5");
    set("b/lfcW1A1", "dataset: mnist\nfloor: 10");
    set("c/lfcW1A1", "");
    Path json = home.resolve("out/result.json");
    Path junit = home.resolve("out/junit.xml");
    Path html = home.resolve("out/page.html");
    Path history = home.resolve("out/history.jsonl");
    Object[] files = {"--json", json, "--junit", junit, "--html", html, "--history", history};
    Object[] options = new Object[10];
    System.arraycopy(files, 0, options, 0, 8);
    options[8] = "--on";
    options[9] = "engine";
    CommandRun run = checkAll(options);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.lines())
        .endsWith(
            "3 checks: 1 passed, 1 below the floor, 1 not checked",
            "BELOW THE FLOOR: a/lfcW1A1 (engine)",
            "NOT CHECKED: c/lfcW1A1 (engine)");
    JsonNode results = JsonMapper.builder().build().readTree(json.toFile()).get("results");
    assertThat(results.findValuesAsText("verdict")).containsExactly("fell", "passed", "broken");
    assertThat(results.get(0).get("accuracy").asDouble()).isEqualTo(BLANK);
    assertThat(results.get(2).get("problem").asText()).isEqualTo("no card names its dataset");
    assertThat(junit).content().contains("tests=\"3\" failures=\"1\" errors=\"1\"");
    assertThat(html)
        .content()
        .contains("1 passed, 1 below the floor, 1 not checked", "no earlier check");
    checkAll(options);
    assertThat(history).content().hasLineCount(2);
    assertThat(html).content().contains("1 earlier check", "unchanged", "<polyline");
  }

  @Test
  void whatCannotBeCheckedLeavesTheOthersAndIsReported() throws IOException {
    set("a/lfcW1A1", "dataset: fashion-mnist\nfloor: 1");
    set("b/lfcW1A1", "dataset: none-such\nfloor: 1");
    set("c/lfcW1A1", "dataset: emnist-letters\nfloor: 1");
    set("d/lfcW1A1", "dataset: mnist\nfloor: 1");
    Files.write(
        set("e/lfcW1A1", "dataset: mnist\nfloor: 1").resolve("0-0-weights.bin"), new byte[8]);
    CommandRun run = checkAll("--on", "engine");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines().get(0))
        .startsWith("a/lfcW1A1 ")
        .contains("could not be checked: t10k-images-idx3-ubyte is not in ");
    assertThat(run.lines().get(1)).contains("dataset 'none-such' is unknown");
    assertThat(run.lines().get(2)).contains("dataset emnist-letters has 26 classes");
    assertThat(run.lines().get(3)).contains("10.00 % (10 of 100), its floor is 1 %");
    assertThat(run.lines().get(4)).contains("could not be checked: ").contains("0-0-weights.bin");
    assertThat(run.lines().get(5))
        .isEqualTo("5 checks: 1 passed, 0 below the floor, 4 not checked");
  }

  @Test
  void aBrokenHistoryIsRefusedBeforeAnythingIsChecked() throws IOException {
    set("a/lfcW1A1", "dataset: mnist\nfloor: 1");
    Path history = Files.writeString(home.resolve("history.jsonl"), "nonsense\n");
    CommandRun run = checkAll("--history", history);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("bnn4j check-accuracy: %s, line 1: not a check result (".formatted(history))
        .hasLineCount(1);
  }

  @Test
  void withoutSetsThereIsNothingToCheck() {
    assertThat(checkAll())
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: no parameter sets under %s"
                    .formatted(home.resolve("params-out"))));
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertThat(CommandRun.of("check-accuracy", "x", "--html", "page.html"))
        .isEqualTo(refused("bnn4j check-accuracy: --html and --history require --all", HELP));
    assertThat(checkAll("mnist/lfcW1A1"))
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: --all checks every set under params-out; leave out"
                    + " 'mnist/lfcW1A1'",
                HELP));
    assertThat(checkAll("--min", "98"))
        .isEqualTo(
            refused(
                "bnn4j check-accuracy: --min is for a single set; with --all the cards specify it",
                HELP));
  }
}
