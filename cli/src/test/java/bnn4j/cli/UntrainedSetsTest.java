package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The configs of data sets that were not to be had here, on small files in the official formats.
 */
class UntrainedSetsTest {
  @TempDir Path scratch;

  @Test
  void svhnTrainsAndIsChecked() throws IOException {
    OfficialFiles.svhn(scratch.resolve("data"), 40, 10);
    assertTrains("svhn-cnv", "svhn", "cnvW1A1", 10, 10);
  }

  @Test
  void nistTrainsAndIsChecked() throws IOException {
    OfficialFiles.nist(scratch.resolve("data"));
    assertTrains("nist-sd19-lfc", "nist-sd19", "lfcW1A1", 10, 47);
  }

  private void assertTrains(
      String config, String dataset, String network, int testImages, int classes)
      throws IOException {
    Path data = scratch.resolve("data");
    Path runs = scratch.resolve("runs");
    CommandRun train =
        CommandRun.of(
            "train",
            "--config",
            config,
            "--data",
            data,
            "--out",
            runs,
            "--set",
            "epochs=1",
            "--set",
            "batch-size=8",
            "--set",
            "validation=8",
            "--set",
            "floor=0");
    assertThat(train.err()).isEmpty();
    assertThat(train.out())
        .contains("of %d)".formatted(testImages), "differ on 0 images", "floor     reached");
    assertThat(train.code()).isZero();
    Path set =
        TrainedRun.newest(runs.resolve(config)).resolve("params").resolve(dataset).resolve(network);
    assertThat(Files.readAllLines(set.resolve("classes.txt"))).hasSize(classes);
    CommandRun check = CommandRun.of("check-accuracy", set, "--data", data);
    assertThat(check.code()).as(check.err()).isZero();
    assertThat(check.out()).contains("of %d correct".formatted(testImages));
  }
}
