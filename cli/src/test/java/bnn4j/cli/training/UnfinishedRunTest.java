package bnn4j.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C after the last epoch. */
@EnabledOnOs(OS.LINUX)
class UnfinishedRunTest {
  @TempDir Path scratch;

  /** A run that is as good as finished. */
  public static final class Run {
    private Run() {}

    /** Ends once it is told to, by the end of its input. */
    public static void main(String[] finished) throws IOException {
      UnfinishedRun run = new UnfinishedRun();
      if (finished.length > 0) {
        run.close();
      }
      System.out.println("begun");
      System.in.readAllBytes();
    }
  }

  private String errors(String... arguments) throws Exception {
    File err = scratch.resolve("err").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Run.class.getName());
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(err).start();
    // The line that it has begun.
    assertThat(process.getInputStream().read()).isEqualTo('b');
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(err.toPath());
  }

  @Test
  void aRunThatIsStoppedAtItsEndSaysHowToFinishIt() throws Exception {
    assertThat(errors())
        .contains("stopped after the last epoch; the same command with --resume finishes the run");
    assertThat(errors("finished")).doesNotContain("stopped");
  }
}
