package bnn4j.finnthesizer;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.network.npz.NpzReader;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A network saved by BNN-PYNQ's trainer, read for an overlay. */
public final class NpzModel {
  private NpzModel() {}

  /**
   * Reads it.
   *
   * @param file an {@code .npz}
   * @param overlay says layers and data types, which are not in the file
   * @throws Refusal as {@link NpzReader#read}, naming the published overlays that would fit
   */
  public static TrainedNetwork read(Path file, Overlay overlay) {
    return NpzReader.read(file, overlay.network(), overlay.name(), NpzModel::fitting);
  }

  private static String fitting(int arrays) {
    String names =
        Overlays.published().stream()
            .filter(overlay -> NpzReader.arrays(overlay.network()) == arrays)
            .map(overlay -> "--overlay " + overlay.name())
            .collect(Collectors.joining(" or "));
    return names.isEmpty() ? "" : "; use " + names;
  }
}
