package bnn4j.trainer.network;

import bnn4j.overlay.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A DL4J model file, readable by {@code ModelSerializer}, with one text entry of ours beside
 * DL4J's: a card or a training state.
 */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Writes network, updater's state and text; the old file stays whole until the new one is.
   *
   * @param entry name of the text entry
   * @throws IOException if the folder cannot be written or the disk is full
   */
  public static void write(MultiLayerNetwork network, String entry, String text, Path file)
      throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      ModelSerializer.writeModel(network, beside.toFile(), true);
      try (FileSystem zip = FileSystems.newFileSystem(beside)) {
        Files.writeString(zip.getPath(entry), text);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * The network of a model file, ready to train on.
   *
   * @throws Refusal if it is no model file
   */
  public static MultiLayerNetwork readNetwork(Path file) throws IOException {
    check(file);
    try {
      return ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    } catch (RuntimeException | IOException e) {
      throw new Refusal(
          "%s: DL4J cannot restore it (%s); train it again or take another checkpoint"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /**
   * The text entry of a model file.
   *
   * @throws Refusal if it is no model file of ours
   */
  public static String readText(Path file, String entry) throws IOException {
    check(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      if (found == null) {
        throw new Refusal(
            "%s: has no entry %s; it is no model that bnn4j trained".formatted(file, entry));
      }
      return new String(zip.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void check(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal("%s: no such file; expected a model.zip".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.getEntry("configuration.json") == null || zip.getEntry("coefficients.bin") == null) {
        throw new Refusal(
            "%s: is a zip without configuration.json and coefficients.bin; expected a DL4J model"
                .formatted(file));
      }
    } catch (ZipException e) {
      throw new Refusal(
          "%s: is no zip, or a damaged one (%s); expected a DL4J model"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
