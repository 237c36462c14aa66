package bnn4j.datasets.cache;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A file that keeps images with labels and groups: magic, fingerprint, shape, count, then labels,
 * groups and pixels, and the CRC-32 of these three. A file that is missing, damaged, or of another
 * fingerprint counts as empty.
 *
 * @param file where it is
 * @param fingerprint of what the images are made of; another one means that they must be made anew
 */
public record ImageCache(Path file, String fingerprint) {
  private static final String MAGIC = "bnn4j images 1";

  /** The images kept, else those made, which are kept then. */
  public LabeledImages orElseKeep(
      List<String> classNames, Supplier<LabeledImages> making, Reading reading) {
    return find(classNames)
        .orElseGet(
            () -> {
              LabeledImages made = making.get();
              keep(made, reading);
              return made;
            });
  }

  /** Keeps these images; if that cannot be, it is a warning. */
  public void keep(LabeledImages images, Reading reading) {
    try {
      AtomicFile.write(file, out -> write(images, out));
    } catch (Refusal e) {
      reading.warn(
          "the cache cannot be written, so the next load is not faster: " + e.getMessage());
    }
  }

  private void write(LabeledImages images, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeUTF(MAGIC);
    data.writeUTF(fingerprint);
    data.writeInt(images.shape().channels());
    data.writeInt(images.shape().rows());
    data.writeInt(images.shape().columns());
    data.writeInt(images.size());
    data.writeBoolean(images.isGrouped());
    CRC32 crc = new CRC32();
    byte[] numbers = numbers(images);
    crc.update(numbers);
    crc.update(images.pixels());
    data.write(numbers);
    data.write(images.pixels());
    data.writeLong(crc.getValue());
    data.flush();
  }

  private static byte[] numbers(LabeledImages images) {
    ByteBuffer numbers = ByteBuffer.allocate(8 * images.size());
    for (int image = 0; image < images.size(); image++) {
      numbers.putInt(4 * image, images.label(image));
      numbers.putInt(4 * (images.size() + image), images.group(image));
    }
    return numbers.array();
  }

  /** What is kept, if it is whole and made of the same. */
  public Optional<LabeledImages> find(List<String> classNames) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(new DataInputStream(in), Files.size(file), classNames);
    } catch (IOException | Refusal | IllegalArgumentException | ArithmeticException e) {
      // Whatever is wrong with it, the images can be made anew.
      return Optional.empty();
    }
  }

  private Optional<LabeledImages> read(DataInputStream in, long size, List<String> classNames)
      throws IOException {
    if (!in.readUTF().equals(MAGIC) || !in.readUTF().equals(fingerprint)) {
      return Optional.empty();
    }
    ImageShape shape = new ImageShape(in.readInt(), in.readInt(), in.readInt());
    int count = in.readInt();
    boolean grouped = in.readBoolean();
    if (count < 0 || (long) count * (8 + shape.values()) > size) {
      return Optional.empty();
    }
    byte[] numbers = new byte[8 * count];
    byte[] pixels = new byte[count * shape.values()];
    in.readFully(numbers);
    in.readFully(pixels);
    CRC32 crc = new CRC32();
    crc.update(numbers);
    crc.update(pixels);
    if (in.readLong() != crc.getValue()) {
      return Optional.empty();
    }
    int[] labels = new int[count];
    int[] groups = new int[count];
    ByteBuffer.wrap(numbers, 0, 4 * count).asIntBuffer().get(labels);
    ByteBuffer.wrap(numbers, 4 * count, 4 * count).asIntBuffer().get(groups);
    LabeledImages images = new LabeledImages(shape, pixels, labels, classNames);
    return Optional.of(grouped ? images.grouped(groups) : images);
  }
}
