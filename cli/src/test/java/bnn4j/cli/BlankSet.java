package bnn4j.cli;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A parameter set full of zeros: whatever it sees, it says the same. */
final class BlankSet {
  private BlankSet() {}

  /** Writes one with classes called c0, c1, … */
  static Path write(String overlayName, int classes, Path folder) {
    Overlay overlay = Overlays.named(overlayName);
    List<LayerMemory> memories = overlay.layers().stream().map(BlankSet::zeros).toList();
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    ParameterFolder.write(new ParameterSet(overlay, memories, names), folder);
    return folder;
  }

  private static LayerMemory zeros(MatrixLayer layer) {
    int pe = layer.folding().pe();
    return new LayerMemory(
        new long[pe][layer.wmem()], new long[pe][layer.tmem() * layer.thresholdsPerNeuron()]);
  }
}
