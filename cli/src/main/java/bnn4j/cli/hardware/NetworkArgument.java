package bnn4j.cli.hardware;

import bnn4j.cli.option.Home;
import bnn4j.foundation.Refusal;
import bnn4j.network.Network;
import bnn4j.network.Networks;
import bnn4j.overlay.Folding;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Path;
import java.util.Collections;

/** A network as named on the command line, with or without a folding. */
final class NetworkArgument {
  private NetworkArgument() {}

  /**
   * The network that is meant, as an overlay whose folding says nothing.
   *
   * @throws Refusal if there is none, or the file describes none
   */
  static Overlay read(String nameOrFile) {
    if (nameOrFile.endsWith(".yaml") || nameOrFile.endsWith(".yml")) {
      return OverlayFile.readNetwork(
          OverlayFile.find(nameOrFile, Home.overlays().toArray(Path[]::new)));
    }
    return Overlays.find(nameOrFile).orElseGet(() -> unfolded(nameOrFile));
  }

  private static Overlay unfolded(String name) {
    Network network = Networks.named(name);
    return new Overlay(
        name, network, Collections.nCopies(network.layers().size(), new Folding(1, 1, 0)));
  }
}
