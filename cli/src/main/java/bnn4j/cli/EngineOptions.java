package bnn4j.cli;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Refusal;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.List;
import java.util.Optional;
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
      description = "Where to run: engine, which is bit-exact and on this machine; default engine.")
  Place place;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay that the set is for; default what its folder says.")
  private String overlay;

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
      converter = Threads.class,
      description = "Threads of the engine; default all cores.")
  private Integer threads;

  /** Where sets are run that are to be checked everywhere: all places on this machine. */
  List<Place> places() {
    return List.of(place);
  }

  /** The overlay asked for, if any. */
  Optional<Overlay> overlay() {
    return Optional.ofNullable(overlay).map(OverlayArgument::read);
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /**
   * Says, before anything is run, whether results of this set can be read so.
   *
   * @throws Refusal if not
   */
  void checkDecode(ParameterSet parameters) {
    Overlay overlay = parameters.overlay();
    decode.classOf(overlay, new long[overlay.outputWords()], 0, parameters.outputs());
  }
}
