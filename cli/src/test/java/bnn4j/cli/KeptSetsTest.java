package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No command destroys what it did not make, and none leaves a run behind that never began. */
class KeptSetsTest {
  private static final String GOLDEN = "golden/finnthesizer/lfcW1A1-edge/mnist-1w-1a.npz";

  @TempDir Path scratch;
  private final TrainedRun run = TrainedRun.get();

  private CommandRun generate(Object... more) {
    return CommandRun.of(
        Stream.concat(Stream.of("gen-weights"), Stream.of(more)).toArray(Object[]::new));
  }

  @Test
  void theSetOfAModelGoesBelowTheCurrentFolderAndTheProjectsStayAsTheyAre() throws Exception {
    CommandRun made = new OwnProcess(scratch).run("gen-weights", run.model());
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).startsWith("params-out/mnist/lfcW1A1: ");
    assertThat(scratch.resolve("params-out/mnist/lfcW1A1/classes.txt")).isRegularFile();
    CommandRun list = new OwnProcess(scratch).run("params", "list");
    assertThat(list.lines())
        .anyMatch(line -> line.startsWith("params-out/mnist/lfcW1A1 "))
        .anyMatch(line -> line.startsWith("mnist/lfcW1A1 "));
    CommandRun show = new OwnProcess(scratch).run("params", "show", "params-out/mnist/lfcW1A1");
    assertThat(show.code()).as(show.err()).isZero();
  }

  @Test
  void theSetOfTheSameModelIsReplacedAndThatOfAnotherOnlyByForce() throws IOException {
    Path set = scratch.resolve("set");
    assertThat(generate(run.model(), "--out", set).code()).isZero();
    CommandRun again = generate(run.model(), "--out", set, "--folding", "finnthesizer");
    assertThat(again.code()).as(again.err()).isZero();

    Map<String, byte[]> before = FolderContent.of(set);
    CommandRun other = generate(Shared.path(GOLDEN), "--overlay", "lfc", "--out", set);
    assertThat(other)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j gen-weights: %s contains the parameter set of another model (lfcW1A1 on"
                        + " mnist); choose another folder with --out, or replace it with --force")
                    .formatted(set)));
    assertThat(FolderContent.of(set)).containsAllEntriesOf(before).hasSameSizeAs(before);

    CommandRun forced = generate(Shared.path(GOLDEN), "--overlay", "lfc", "--out", set, "--force");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(set.resolve("card.yaml")).doesNotExist();
    assertThat(generate(Shared.path(GOLDEN), "--overlay", "lfc", "--out", set).code()).isZero();
    assertThat(generate(run.model(), "--out", set).code()).isEqualTo(2);
  }

  @Test
  void theSetOfARunIsInstalledWhereSetsLie() throws Exception {
    Path runs = run.folder().getParent().getParent();
    OwnProcess here = new OwnProcess(scratch);
    CommandRun installed = here.run("params", "install", "small", "--runs", runs);
    assertThat(installed.code()).as(installed.err()).isZero();
    assertThat(installed.out())
        .isEqualTo(
            "params-out/mnist/lfcW1A1: the set of run small/%s%n"
                .formatted(run.folder().getFileName()));
    Map<String, byte[]> exported = FolderContent.of(run.parameters());
    assertThat(FolderContent.of(scratch.resolve("params-out/mnist/lfcW1A1")))
        .containsAllEntriesOf(exported)
        .hasSameSizeAs(exported);

    Path set = BlankSet.write("lfcW1A1", 10, scratch.resolve("another"));
    CommandRun kept = CommandRun.of("params", "install", run.folder(), "--out", set);
    assertThat(kept.code()).isEqualTo(2);
    assertThat(kept.err()).contains("another model", "--force").hasLineCount(1);
  }

  @Test
  void runsAreDeletedByTheirNamesAndNothingElseIs() throws IOException {
    Path runs = scratch.resolve("runs");
    for (String name : new String[] {"a/20260101-000000", "a/20260102-000000"}) {
      Path folder = Files.createDirectories(runs.resolve(name));
      Files.copy(run.folder().resolve("config.yaml"), folder.resolve("config.yaml"));
    }
    Files.createDirectories(runs.resolve("a/20260103-000000/checkpoints"));
    CommandRun refused = CommandRun.of("runs", "rm", "a/20260101-000000", "a", "--runs", runs);
    assertThat(refused)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j runs rm: run 'a': not a run folder and not <name>/<time> under %s; 'runs"
                        + " list' lists the runs")
                    .formatted(runs)));
    assertThat(runs.resolve("a/20260101-000000")).exists();
    CommandRun deleted =
        CommandRun.of("runs", "rm", "a/20260101-000000", "a/20260103-000000", "--runs", runs);
    assertThat(deleted.code()).as(deleted.err()).isZero();
    try (Stream<Path> left = Files.list(runs.resolve("a"))) {
      assertThat(left).containsExactly(runs.resolve("a/20260102-000000"));
    }
    assertThat(CommandRun.of("runs", "rm", "../..", "--runs", runs).code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads=0|expected an integer of at least 1, found '0'",
        "--set=batch-size=301|bnn4j train: batch-size 301 exceeds the 240 training images; reduce"
            + " it"
      })
  void whatCannotBeTrainedLeavesNoRunBehind(String option, String complaint) {
    Path runs = scratch.resolve("runs");
    CommandRun refused =
        CommandRun.of(
            "train", "--config", run.config(), "--data", run.data(), "--out", runs, option);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(complaint);
    assertThat(runs).doesNotExist();
  }

  @Test
  void aClassNameThatCannotBeExportedIsRefusedBeforeTraining() throws IOException {
    Path pictures = scratch.resolve("pics");
    Path given = Shared.path("cases/04-class-name-refused-after-training/pics");
    try (Stream<Path> tree = Files.walk(given)) {
      for (Path file : tree.sorted().toList()) {
        Path copy =
            pictures.resolve(given.relativize(file).toString().replace("square", "squ\nare"));
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path config =
        Files.writeString(
            scratch.resolve("set.yaml"),
            "network: lfcW1A1\ndataset: 'folder:%s'\nepochs: 1\nbatch-size: 4\n"
                .formatted(pictures));
    Path runs = scratch.resolve("runs");
    CommandRun refused = CommandRun.of("train", "--config", config, "--out", runs);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("squ");
    assertThat(runs).doesNotExist();
  }
}
