package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path folder;
  private RunFolder run;

  @BeforeEach
  void makeRun() throws IOException {
    run = new RunFolder(folder);
    Files.writeString(run.configFile(), "network: lfcW1A1\n");
  }

  @Test
  void aRunIsForOneAtATime() throws IOException {
    try (RunLock ignored = RunLock.of(run)) {
      assertThatThrownBy(() -> RunLock.of(run))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "%s is being trained by another process; wait until it ends, or stop it", folder);
      assertThat(run.configFile()).hasContent("network: lfcW1A1\n");
    }
    RunLock.of(run).close();
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(run.configFile());
    }
  }

  @Test
  void anotherProcessIsSeenAndItsEndToo() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                run.configFile().toString())
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('L');
      assertThatThrownBy(() -> RunLock.of(run)).isInstanceOf(Refusal.class);
    } finally {
      other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    RunLock.of(run).close();
  }

  /** Locks a run and waits to be killed. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments) throws Exception {
      RunLock.of(new RunFolder(Path.of(arguments[0]).getParent()));
      System.out.print('L');
      System.out.flush();
      Thread.sleep(60_000);
    }
  }
}
