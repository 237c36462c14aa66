package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stages:} in a config. */
class ChainTest {
  @TempDir Path folder;
  private Path data;
  private Path config;

  @BeforeEach
  void files() throws IOException {
    data = SmallDigits.writeInto(folder.resolve("data"));
    config =
        Files.writeString(
            folder.resolve("chain.yaml"),
            """
            network: lfcW1A1
            dataset: mnist
            validation: 60
            epochs: 2
            batch-size: 20
            learning-rate: {start: 0.01, end: 0.001}
            dropout: {input: 0.1, hidden: 0.1}
            seed: 7
            stages:
              - {}
              - network: lfcW1A2
                learning-rate: {start: 0.005}
              - {validation: 0, epochs: 3, dropout: {hidden: 0}}
            """);
  }

  private String[] arguments(Path with, String out, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "train",
                "--config",
                with + "",
                "--threads",
                "1",
                "--data",
                data + "",
                "--out",
                folder.resolve(out) + ""));
    all.addAll(Arrays.asList(more));
    return all.toArray(String[]::new);
  }

  private CommandRun train(Path with, String out, String... more) {
    CommandRun run = CommandRun.of((Object[]) arguments(with, out, more));
    assertThat(run.code()).as(run.err()).isZero();
    return run;
  }

  private Path run(String out) throws IOException {
    return TrainedRun.newest(folder.resolve(out).resolve("chain"));
  }

  @Test
  void aChainIsRunResumedAndReportedAsOneAndItsConfigMakesItAgain() throws Exception {
    CommandRun said = train(config, "whole");
    assertThat(said.lines())
        .contains("stage 1 of 3: chain")
        .anyMatch(
            line -> line.startsWith("stage 2 of 3: network: lfcW1A2, learning-rate: {start: 0.005"))
        .anyMatch(
            line -> line.startsWith("stage 3 of 3: network: lfcW1A1, validation: 0, epochs: 3"));
    Path whole = run("whole");
    Card card = CardFile.find(whole.resolve("params/mnist/lfcW1A1")).orElseThrow();
    assertThat(card.start().ancestry()).extracting("network").containsExactly("lfcW1A2", "lfcW1A1");
    assertThat(card.training().epochs()).isEqualTo(3);
    assertThat((List<?>) card.config().settings().get("stages")).hasSize(3);
    assertThat(card.config().validation()).hasValue(0);
    assertThat(Files.readString(whole.resolve("report.html"))).contains("7 epochs in", "stages:");

    // Killed in each of its stages.
    for (String after : List.of("stage 1", "stage 2", "stage 3")) {
      killedAfterAnEpochOf(after);
    }
    Path killed = run("killed");
    CommandRun last = train(config, "killed", "--resume");
    assertThat(last.out()).contains("stage 1 of 3: chain\nalready complete, epoch 2\n");
    assertSame(killed, whole);

    // The config in the run folder says it all; so does the one on the card.
    Path again = Files.createDirectories(folder.resolve("again")).resolve("chain.yaml");
    Files.copy(whole.resolve("config.yaml"), again);
    train(again, "again");
    assertSame(run("again"), whole);

    Files.writeString(config, Files.readString(config).replace("start: 0.005", "start: 0.004"));
    assertThat(CommandRun.of((Object[]) arguments(config, "whole", "--resume")).err())
        .contains("started with 'stage 2: learning-rate: {start: 0.005, ");
  }

  private static void assertSame(Path found, Path expected) throws IOException {
    TrainCommandTest.assertSameModel(found.resolve("model.zip"), expected.resolve("model.zip"));
    for (String stage : List.of("", "stages/1", "stages/2")) {
      assertThat(TrainCommandTest.accuracies(found.resolve(stage)))
          .isEqualTo(TrainCommandTest.accuracies(expected.resolve(stage)));
    }
  }

  private void killedAfterAnEpochOf(String stage) throws Exception {
    List<String> command = OwnProcess.command();
    boolean begun = Files.exists(folder.resolve("killed"));
    command.addAll(
        List.of(begun ? arguments(config, "killed", "--resume") : arguments(config, "killed")));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    boolean inStage = false;
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line; (line = reader.readLine()) != null; ) {
        inStage |= line.startsWith(stage);
        if (inStage && line.startsWith("epoch   1/")) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(stage).isEqualTo(128 + 9);
  }
}
