package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.cli.console.Failures;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
  private static final String ADVICE =
      "This is a bug in bnn4j; --verbose prints the" + " stack trace.\n";

  @Command(name = "work")
  private record Work(Throwable failure) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (Exception) failure;
    }
  }

  @Test
  void refusalsAreToldInTheirOwnWords() {
    assertThat(complaint(new Refusal("no such overlay"))).isEqualTo("work: no such overlay\n");
    assertThat(complaint(new Refusal("no such file"))).isEqualTo("work: no such file\n");
    assertThat(complaint(new AcceleratorException("no board"))).isEqualTo("work: no board\n");
  }

  @Test
  void failuresOfTheFileSystemNameTheFileAndTheReason() {
    assertThat(complaint(new NoSuchFileException("a")))
        .isEqualTo("work: a: no such file or folder\n");
    assertThat(complaint(new UncheckedIOException(new AccessDeniedException("a"))))
        .isEqualTo("work: a: access denied\n");
    assertThat(complaint(new FileSystemException("a", null, "No space left on device")))
        .isEqualTo("work: a: No space left on device\n");
    assertThat(complaint(new InvalidPathException("a?", "Illegal char")))
        .isEqualTo("work: 'a?': not the name of a file: Illegal char\n");
    assertThat(complaint(new IOException("broken pipe")))
        .isEqualTo("work: java.io.IOException: broken pipe\n");
  }

  @Test
  void aFullMemoryIsNoBug() {
    assertThat(complaint(new OutOfMemoryError("Java heap space")))
        .isEqualTo(
            "work: not enough memory; increase the heap, for example with"
                + " BNN4J_JAVA_OPTIONS=-Xmx4g\n");
  }

  @Test
  void whatShouldNotHappenSaysSo() {
    assertThat(complaint(new IllegalStateException("oh")))
        .isEqualTo("work: java.lang.IllegalStateException: oh\n" + ADVICE);
    assertThat(complaint(new UnsatisfiedLinkError("no natives")))
        .isEqualTo("work: java.lang.UnsatisfiedLinkError: no natives\n" + ADVICE);
  }

  @Test
  void theStackTraceComesAfterTheMessageIfAskedFor() {
    assertThat(complaint(new IllegalStateException("oh"), true))
        .startsWith(
            "work: java.lang.IllegalStateException: oh\njava.lang.IllegalStateException: oh\n")
        .contains("\tat bnn4j.cli.FailuresTest.")
        .doesNotContain(ADVICE);
  }

  private static String complaint(Throwable failure) {
    return complaint(failure, false);
  }

  private static String complaint(Throwable failure, boolean verbose) {
    StringWriter err = new StringWriter();
    Failures failures = new Failures(() -> verbose);
    CommandLine line = new CommandLine(new Work(failure));
    line.setErr(new PrintWriter(err));
    line.setExecutionStrategy(failures);
    line.setExecutionExceptionHandler(failures);
    assertThat(line.execute()).isEqualTo(2);
    return err.toString().replace(System.lineSeparator(), "\n");
  }
}
