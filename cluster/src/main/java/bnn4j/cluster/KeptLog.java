package bnn4j.cluster;

import bnn4j.cluster.spark.SparkLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import picocli.CommandLine.ExitCode;

/** Keeps or removes Spark's log when a command ends. */
final class KeptLog {
  private KeptLog() {}

  /** Says where they are if something went wrong, and removes them if not. */
  static void end(int code, PrintWriter err) {
    SparkLog log = SparkLog.ofThisJvm();
    if (!log.exists()) {
      return;
    }
    if (code == ExitCode.USAGE) {
      err.println("Spark's own log: " + log.file());
      return;
    }
    try {
      Files.delete(log.file());
    } catch (IOException e) {
      err.println("Spark's own log cannot be removed: " + e);
    }
  }
}
