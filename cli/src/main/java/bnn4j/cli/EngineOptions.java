package bnn4j.cli;

import bnn4j.overlay.host.Decode;
import picocli.CommandLine.Option;

/** Where a parameter set runs, and how its results are read. */
final class EngineOptions {
  /** Places a parameter set can run. */
  enum Place {
    /** The bit-exact engine, on this machine. */
    ENGINE
  }

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "engine",
      description = "Where to run: ${COMPLETION-CANDIDATES}; default engine.")
  Place place;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description =
          "How the host reads results: multiple (its call for many pictures), single (its call for"
              + " one), argmax (scores only); default multiple.")
  Decode decode;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the engine; default all cores.")
  private Integer threads;

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : Math.max(1, threads);
  }
}
