package bnn4j.cli.option;

import bnn4j.foundation.Refusal;
import bnn4j.offload.deep.DeepNetworkFile;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Path;

/** An overlay as named on the command line: a published one, or a YAML file. */
public final class OverlayArgument {
  private OverlayArgument() {}

  /**
   * The overlay that is meant.
   *
   * @throws Refusal if there is none, or the file describes none
   */
  public static Overlay read(String nameOrFile) {
    Path[] folders = Home.overlays().toArray(Path[]::new);
    Path file = OverlayFile.find(nameOrFile, folders);
    if (DeepNetworkFile.isOne(file)) {
      throw new Refusal(
          "%s: describes a network for an offload overlay (key offload); expected a dataflow overlay"
              .formatted(file));
    }
    return OverlayFile.named(nameOrFile, folders);
  }
}
