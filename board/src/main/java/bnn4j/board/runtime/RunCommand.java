package bnn4j.board.runtime;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code run}: packed images in a file, through an accelerator, to result words in a file. */
final class RunCommand {
  private static final Set<String> OPTIONS =
      Set.of(
          "--params",
          "--input",
          "--output",
          "--overlay",
          "--on",
          "--bitstream",
          "--clock",
          "--base",
          "--images-per-call",
          "--timeout",
          "--root");

  /** Enough that starting a call costs next to nothing, and yet free in one piece on any board. */
  private static final int BYTES_PER_CALL = 4 << 20;

  private final PrintStream out;

  RunCommand(PrintStream out) {
    this.out = out;
  }

  int run(List<String> arguments) throws IOException {
    Options options = new Options(arguments, OPTIONS);
    Path params = options.needed("--params");
    Path input = options.needed("--input");
    Path output = options.needed("--output");
    Overlay overlay =
        options
            .text("--overlay")
            .map(OverlayFile::named)
            .orElseGet(() -> ParameterFolder.overlayOf(params));
    ParameterSet parameters = ParameterFolder.read(params, overlay);
    int portion =
        options
            .count("--images-per-call")
            .orElse(Math.max(1, BYTES_PER_CALL / (overlay.inputWords() * Long.BYTES)));
    try (PackedImages images = PackedImages.open(input, overlay);
        PackedResults results = PackedResults.create(output);
        Accelerator accelerator = accelerator(options, overlay, portion)) {
      accelerator.load(parameters);
      run(accelerator, images, results, portion);
    }
    return 0;
  }

  private static Accelerator accelerator(Options options, Overlay overlay, int imagesPerCall) {
    String place = options.text("--on").orElse("board");
    int threads = Runtime.getRuntime().availableProcessors();
    return switch (place) {
      case "engine" -> new EngineAccelerator(overlay, threads);
      case "simulation", "board" ->
          new DeviceOptions(options).open(place.equals("board"), overlay, imagesPerCall);
      default -> throw options.wrong("--on", "board, simulation or engine");
    };
  }

  private void run(Accelerator accelerator, PackedImages images, PackedResults results, int portion)
      throws IOException {
    long nanos = 0;
    long done = 0;
    while (done < images.count()) {
      int count = (int) Math.min(portion, images.count() - done);
      long[] words = images.next(count);
      long started = System.nanoTime();
      long[] result = accelerator.run(words, count);
      nanos += System.nanoTime() - started;
      results.add(result);
      done += count;
      out.printf("progress %d %d%n", done, images.count());
    }
    results.finish();
    out.printf(Locale.ROOT, "done %d %.6f%n", done, nanos / 1e9);
  }
}
