package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --workers K --average-every N}. */
class AveragingCommandTest {
  private final TrainedRun alone = TrainedRun.get();

  @TempDir Path folder;

  private CommandRun train(String out, String... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "train",
                "--config",
                alone.config(),
                "--data",
                alone.data(),
                "--out",
                folder.resolve(out),
                "--set",
                "epochs=2"));
    arguments.addAll(Arrays.asList(more));
    return CommandRun.of(arguments.toArray());
  }

  private Path run(String out) throws IOException {
    return TrainedRun.newest(folder.resolve(out).resolve("small"));
  }

  @Test
  void theOptionsAreKeysOfTheConfigAndThreadsDoNotMatter() throws IOException {
    CommandRun one = train("one", "--workers", "3", "--average-every", "2", "--threads", "1");
    assertThat(one.err()).isEmpty();
    assertThat(one.code()).isZero();
    assertThat(one.out())
        .contains("240 images, 10 classes\n3 workers, averaged every 2 batches, on 1 thread;");
    assertThat(Files.readString(run("one").resolve("config.yaml")))
        .contains("averaging: {workers: 3, every: 2}");
    train("three", "--set", "averaging={workers: 3, every: 2}", "--threads", "3");
    TrainCommandTest.assertSameModel(
        run("three").resolve("model.zip"), run("one").resolve("model.zip"));
    assertThat(TrainCommandTest.accuracies(run("three")))
        .isEqualTo(TrainCommandTest.accuracies(run("one")));
    assertThat(TrainCommandTest.accuracies(run("one")))
        .isNotEqualTo(TrainCommandTest.accuracies(alone.folder()).subList(0, 3));

    assertThat(train("one", "--resume").err())
        .contains(
            "started with 'averaging: {workers: 3, every: 2}', but the config contains"
                + " 'averaging:");
  }

  @Test
  void noWorkersAndTooManyAreRefused() {
    assertThat(train("none", "--workers", "0").err())
        .contains("expected an integer of at least 1, found '0'");
    assertThat(train("many", "--workers", "13"))
        .isEqualTo(
            new CommandRun(
                2,
                train("many", "--workers", "13").out(),
                "bnn4j train: averaging.workers: 13 workers need a batch of 20 each, the"
                    + " 240 training"
                    + " images fill 12; use fewer workers or a smaller batch-size\n"));
    assertThat(folder.resolve("many")).doesNotExist();
  }
}
