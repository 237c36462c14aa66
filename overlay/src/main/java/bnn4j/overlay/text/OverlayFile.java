package bnn4j.overlay.text;

import bnn4j.foundation.FileKind;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * An overlay as a YAML file; {@code configs/overlays} has one with comments. Widths, channels,
 * classes, SIMD and PE are free within what the accelerator's arithmetic allows; the input of a
 * layer follows from the layer before it, memories and cycles from all of it.
 */
public final class OverlayFile {
  /** The description of its overlay in a parameter folder, where that is not a published one. */
  public static final String NAME = "overlay.yaml";

  private static final int MOST_BYTES = 1 << 20;

  private OverlayFile() {}

  /**
   * The published overlay of that name, or the one that a YAML file describes.
   *
   * @param nameOrFile a name, or a path that ends in {@code .yaml} or {@code .yml}
   * @param folders where a file is looked for, one after the other
   * @throws Refusal if it is neither
   */
  public static Overlay named(String nameOrFile, Path... folders) {
    if (!nameOrFile.endsWith(".yaml") && !nameOrFile.endsWith(".yml")) {
      if (Overlays.find(nameOrFile).isEmpty() && Files.exists(Path.of(nameOrFile))) {
        throw new Refusal(
            "overlay '%s' is %s; expected a published overlay or a file named *.yaml"
                .formatted(
                    nameOrFile,
                    Files.isDirectory(Path.of(nameOrFile))
                        ? "a folder"
                        : FileKind.of(Path.of(nameOrFile)).orElse("another file")));
      }
      return Overlays.named(nameOrFile);
    }
    return read(find(nameOrFile, folders));
  }

  /** The first of the folders' files of that name that is there; otherwise the name as given. */
  public static Path find(String file, Path... folders) {
    return Arrays.stream(folders)
        .map(folder -> folder.resolve(file))
        .filter(Files::exists)
        .findFirst()
        .orElseGet(() -> Path.of(file));
  }

  /** The description in a parameter folder, if there is one. */
  public static Optional<Overlay> find(Path parameterFolder) {
    Path file = parameterFolder.resolve(NAME);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /**
   * Reads a file.
   *
   * @throws Refusal naming file, line or layer, what was found and what is legal
   */
  public static Overlay read(Path file) {
    return of(file.toString(), text(file));
  }

  /**
   * The overlay that a text describes.
   *
   * @param where it comes from, for messages
   * @throws Refusal as {@link #read} does
   */
  public static Overlay of(String where, String yaml) {
    Overlay overlay = OverlayReader.read(where, yaml);
    Optional<Overlay> published = Overlays.find(overlay.name());
    if (published.isPresent() && !published.get().equals(overlay)) {
      throw new Refusal(
          "%s: the name %s belongs to a published overlay with other layers; choose another name"
              .formatted(where, overlay.name()));
    }
    return overlay;
  }

  /**
   * The network that a file describes, whether or not it says how it is folded: where it does not,
   * SIMD and PE are 1.
   *
   * @throws Refusal as {@link #read} does
   */
  public static Overlay readNetwork(Path file) {
    return OverlayReader.readNetwork(file.toString(), text(file));
  }

  /** The overlay as {@link #read} reads it. */
  public static String toYaml(Overlay overlay) {
    return OverlayText.of(overlay);
  }

  /** Whether it is one of the published ones, which everybody knows by name. */
  public static boolean isPublished(Overlay overlay) {
    return Overlays.published().contains(overlay);
  }

  private static String text(Path file) {
    InputFile.checkReadable(file, "an overlay in YAML");
    return TextFile.read(file, MOST_BYTES);
  }
}
