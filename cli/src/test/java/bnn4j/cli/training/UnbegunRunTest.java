package bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnbegunRunTest {
  @TempDir Path runs;

  private Path run(String time) throws IOException {
    Path run = Files.createDirectories(runs.resolve("cifar").resolve(time));
    Files.writeString(run.resolve("config.yaml"), "network: cnvW1A1\n");
    return run;
  }

  @Test
  void aFirstRunThatNeverBeganLeavesNothing() throws IOException {
    try (UnbegunRun unbegun = new UnbegunRun(new RunFolder(run("20260101-000000")))) {
      unbegun.discard();
      assertThat(runs).isEmptyDirectory();
    }
  }

  @Test
  void otherRunsStay() throws IOException {
    Path other = run("20260101-000000");
    try (UnbegunRun unbegun = new UnbegunRun(new RunFolder(run("20260102-000000")))) {
      unbegun.discard();
    }
    assertThat(other.resolve("config.yaml")).exists();
    assertThat(runs.resolve("cifar")).isDirectoryNotContaining("glob:**0102*");
  }

  @Test
  void aRunThatHasBegunStays() throws IOException {
    Path run = run("20260101-000000");
    UnbegunRun unbegun = new UnbegunRun(new RunFolder(run));
    unbegun.close();
    unbegun.discard();
    assertThat(run.resolve("config.yaml")).exists();
  }
}
