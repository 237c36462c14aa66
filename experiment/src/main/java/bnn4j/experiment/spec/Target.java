package bnn4j.experiment.spec;

import bnn4j.network.Network;
import bnn4j.offload.deep.DeepNetwork;
import bnn4j.offload.deep.DeepNetworkFile;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Path;

/** The target of a training: one of the two kinds of accelerators. */
public sealed interface Target {
  /** Names folders too. */
  String name();

  /** What is trained, with as many outputs as it can have. */
  Network network();

  /** Whether everybody knows it by its name. */
  boolean isPublished();

  /** Its description, which {@link #read} and {@link #of(String, String)} read. */
  String toYaml();

  /** Whether results are one bit for each output, not scores. */
  default boolean bitOutput() {
    return network().output().givesBits();
  }

  /** Whether the first layer takes images of black and white only. */
  default boolean binaryInput() {
    return false;
  }

  /** Classes that it can tell apart. */
  default int maxClasses() {
    return network().outputs();
  }

  /** What refusals call it. */
  default String description() {
    return "overlay " + name();
  }

  /** An overlay that has the whole network on the chip. */
  record Dataflow(Overlay overlay) implements Target {
    @Override
    public String name() {
      return overlay.name();
    }

    @Override
    public Network network() {
      return overlay.network();
    }

    @Override
    public boolean isPublished() {
      return OverlayFile.isPublished(overlay);
    }

    @Override
    public boolean binaryInput() {
      return overlay.binaryInput();
    }

    @Override
    public String toYaml() {
      return OverlayFile.toYaml(overlay);
    }
  }

  /** A network whose layers an overlay runs call by call. */
  record Offload(DeepNetwork deep) implements Target {
    @Override
    public String name() {
      return deep.name();
    }

    @Override
    public Network network() {
      return deep.network();
    }

    @Override
    public boolean isPublished() {
      return false;
    }

    @Override
    public String toYaml() {
      return DeepNetworkFile.toYaml(deep);
    }

    @Override
    public String description() {
      return "network " + name();
    }
  }

  /**
   * The published overlay of that name, or what a YAML file describes.
   *
   * @param nameOrFile a name, or a path that ends in {@code .yaml} or {@code .yml}
   * @param folders where a file is looked for, one after the other
   * @throws bnn4j.foundation.Refusal if it is neither
   */
  static Target named(String nameOrFile, Path... folders) {
    Path file = OverlayFile.find(nameOrFile, folders);
    return DeepNetworkFile.isOne(file)
        ? new Offload(DeepNetworkFile.read(file))
        : new Dataflow(OverlayFile.named(nameOrFile, folders));
  }

  /** What a file describes. */
  static Target read(Path file) {
    return DeepNetworkFile.isOne(file)
        ? new Offload(DeepNetworkFile.read(file))
        : new Dataflow(OverlayFile.read(file));
  }

  /**
   * What a text describes.
   *
   * @param where it comes from, for messages
   */
  static Target of(String where, String yaml) {
    return DeepNetworkFile.isOne(yaml)
        ? new Offload(DeepNetworkFile.of(where, yaml))
        : new Dataflow(OverlayFile.of(where, yaml));
  }
}
