package bnn4j.trainer.model;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Leftovers;
import bnn4j.foundation.Refusal;
import bnn4j.network.InputFormat;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.modelfile.ModelArchive;
import bnn4j.trainer.modelfile.ModelEntry;
import bnn4j.trainer.modelfile.StoredModel;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A DL4J model file, readable by {@code ModelSerializer}, with text entries of ours beside DL4J's:
 * a card, a training state, an overlay. It is read without {@code ModelSerializer}, which makes
 * objects of whatever class a file names.
 */
public final class ModelFile {
  private static final int BUFFER = 1 << 16;

  private ModelFile() {}

  /**
   * Writes network, updater's state and texts. The old file stays whole until the new one is and
   * has reached the disk, so that not even a power failure leaves half a file.
   *
   * @param texts by their entry
   * @throws IOException if the folder cannot be written or the disk is full
   */
  public static void write(MultiLayerNetwork network, Map<ModelEntry, String> texts, Path file)
      throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Leftovers.add(beside);
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
      AtomicFile.move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
      Leftovers.done(beside);
    }
  }

  /**
   * The entries that {@code ModelSerializer} writes, but not deflated: latent weights hardly
   * shrink, and trying takes longer than some epochs.
   */
  private static void writeZip(
      MultiLayerNetwork network, Map<ModelEntry, String> texts, OutputStream target)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(target, BUFFER));
    zip.setLevel(Deflater.NO_COMPRESSION);
    writeEntry(zip, ModelEntry.CONFIGURATION, network.getLayerWiseConfigurations().toJson());
    writeEntry(zip, ModelEntry.COEFFICIENTS, network.params());
    writeEntry(zip, ModelEntry.UPDATER, network.getUpdater().getStateViewArray());
    for (Map.Entry<ModelEntry, String> text : texts.entrySet()) {
      writeEntry(zip, text.getKey(), text.getValue());
    }
    zip.finish();
    zip.flush();
  }

  private static void writeEntry(ZipOutputStream zip, ModelEntry entry, String text)
      throws IOException {
    zip.putNextEntry(new ZipEntry(entry.fileName()));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void writeEntry(ZipOutputStream zip, ModelEntry entry, INDArray values)
      throws IOException {
    zip.putNextEntry(new ZipEntry(entry.fileName()));
    DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zip, BUFFER));
    Nd4j.write(values, data);
    data.flush();
    zip.closeEntry();
  }

  /**
   * The numbers of a model file's network, free of any framework.
   *
   * @param input what it sees of a picture
   * @throws Refusal if it is none that bnn4j's trainer made
   */
  public static TrainedNetwork readTrained(Path file, InputFormat input) throws IOException {
    try (ModelArchive archive = ModelArchive.open(file)) {
      return StoredModel.read(archive).floats(input);
    }
  }

  /**
   * The network of a model file, ready to train on: built anew from what the file says of its
   * layers, then given the file's numbers.
   *
   * @throws Refusal if it is no model file, or not of a network that bnn4j trained
   */
  public static MultiLayerNetwork readNetwork(Path file) throws IOException {
    try (ModelArchive archive = ModelArchive.open(file)) {
      StoredModel model = StoredModel.read(archive);
      float[] state = archive.numbers(ModelEntry.UPDATER, model.network().updaterState());
      return NetworkAssembly.of(model, state);
    }
  }

  /**
   * The text entry of a model file.
   *
   * @throws Refusal if it is no model file of ours
   */
  public static String readText(Path file, ModelEntry entry) throws IOException {
    try (ModelArchive archive = ModelArchive.open(file)) {
      return archive.text(entry);
    }
  }
}
