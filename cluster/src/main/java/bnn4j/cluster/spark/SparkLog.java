package bnn4j.cluster.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spark's log, which the launcher writes to a file. Some failures appear only there: Spark tries a
 * master three times for a minute and then only reports that it has stopped.
 *
 * @param file where they are; null if they are not kept
 */
public record SparkLog(Path file) {
  private static final Pattern OTHER_VERSION =
      Pattern.compile(
          "InvalidClassException: (org\\.apache\\.spark\\S+); local class incompatible");

  private static final Pattern FAILED = Pattern.compile("is now FAILED \\((.*)\\)");

  private static final String REFUSED = "Failed to connect to master";

  /** That of this JVM. */
  public static SparkLog ofThisJvm() {
    String name = System.getProperty("bnn4j.spark.log");
    return new SparkLog(name == null ? null : Path.of(name));
  }

  /** Whether there is anything to read. */
  public boolean exists() {
    return file != null && Files.exists(file);
  }

  /** Why a master that answers takes no application, if it has turned one away. */
  Optional<String> refusal(String version) {
    String text = text();
    if (!text.contains(REFUSED)) {
      return Optional.empty();
    }
    return Optional.of(
        isOtherVersion(text)
            ? ("does not accept the application: the cluster's Spark version differs"
                    + " from this one, %s; set SPARK_HOME to the cluster's version")
                .formatted(version)
            : ("does not accept the application: its Spark version differs from this"
                    + " one, %s, or its secret differs from spark-defaults.conf; copy both"
                    + " from the cluster")
                .formatted(version));
  }

  /** Whether client and cluster are of versions that do not understand each other. */
  boolean showsOtherVersion() {
    return isOtherVersion(text());
  }

  /** Why executors did not start, if the last of them did not. */
  Optional<String> executorFailure() {
    Matcher found = FAILED.matcher(text());
    String last = null;
    while (found.find()) {
      last = found.group(1);
    }
    return Optional.ofNullable(last);
  }

  private static boolean isOtherVersion(String text) {
    Matcher found = OTHER_VERSION.matcher(text);
    return found.find();
  }

  private String text() {
    try {
      return exists() ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
