package bnn4j.trainer.model;

import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.TrainedNetwork;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DL4J model file, readable by {@code ModelSerializer}, with text entries of ours beside DL4J's:
 * a card, a training state, an overlay.
 */
public final class ModelFile {
  private static final int BUFFER = 1 << 16;

  private ModelFile() {}

  /**
   * Writes network, updater's state and texts. The old file stays whole until the new one is and
   * has reached the disk, so that not even a power failure leaves half a file.
   *
   * @param texts by the name of their entry
   * @throws IOException if the folder cannot be written or the disk is full
   */
  public static void write(MultiLayerNetwork network, Map<String, String> texts, Path file)
      throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeZip(network, texts, Channels.newOutputStream(channel));
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /**
   * The entries that {@code ModelSerializer} writes, but not deflated: latent weights hardly
   * shrink, and trying takes longer than some epochs.
   */
  private static void writeZip(
      MultiLayerNetwork network, Map<String, String> texts, OutputStream target)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(target, BUFFER));
    zip.setLevel(Deflater.NO_COMPRESSION);
    writeEntry(
        zip, ModelSerializer.CONFIGURATION_JSON, network.getLayerWiseConfigurations().toJson());
    writeEntry(zip, ModelSerializer.COEFFICIENTS_BIN, network.params());
    writeEntry(zip, ModelSerializer.UPDATER_BIN, network.getUpdater().getStateViewArray());
    for (Map.Entry<String, String> text : texts.entrySet()) {
      writeEntry(zip, text.getKey(), text.getValue());
    }
    zip.finish();
    zip.flush();
  }

  private static void writeEntry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void writeEntry(ZipOutputStream zip, String name, INDArray values)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, BUFFER));
    Nd4j.write(values, data);
    data.flush();
    zip.closeEntry();
  }

  /**
   * The numbers of a model file's network, free of any framework.
   *
   * @param input what it sees of a picture
   * @throws bnn4j.foundation.Refusal if it is none that bnn4j's trainer made
   */
  public static TrainedNetwork readTrained(Path file, InputFormat input) throws IOException {
    return TrainedNetworkReader.read(readNetwork(file), input);
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
              .formatted(file, oneLine(e)),
          e);
    }
  }

  /** DL4J's and Jackson's messages go on for lines. */
  private static String oneLine(Exception e) {
    return e.toString().lines().map(String::strip).collect(Collectors.joining(" "));
  }

  /**
   * The text entry of a model file.
   *
   * @throws Refusal if it is no model file of ours
   */
  public static String readText(Path file, String entry) throws IOException {
    return findText(file, entry)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s: has no entry %s; it is no model that bnn4j trained"
                        .formatted(file, entry)));
  }

  /**
   * A text entry that a model file may have.
   *
   * @throws Refusal if it is no model file
   */
  public static Optional<String> findText(Path file, String entry) throws IOException {
    check(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry found = zip.getEntry(entry);
      return found == null
          ? Optional.empty()
          : Optional.of(
              new String(zip.getInputStream(found).readAllBytes(), StandardCharsets.UTF_8));
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
