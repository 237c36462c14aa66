package bnn4j.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ExitCode;

/** The file in which Spark's own words are while a command runs. */
final class SparkLog {
  private SparkLog() {}

  /** Says where it is if something went wrong, and removes it if not. */
  static void end(int code, PrintWriter err) {
    String file = System.getProperty("bnn4j.spark.log");
    if (file == null || !Files.exists(Path.of(file))) {
      return;
    }
    if (code == ExitCode.USAGE) {
      err.println("Spark's own log: " + file);
      return;
    }
    try {
      Files.delete(Path.of(file));
    } catch (IOException e) {
      err.println("Spark's own log cannot be removed: " + e);
    }
  }
}
