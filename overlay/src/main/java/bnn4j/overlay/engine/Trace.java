package bnn4j.overlay.engine;

import bnn4j.overlay.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Everything that the engine computed for one image.
 *
 * @param layers one per matrix layer
 * @param output the result words
 */
public record Trace(List<LayerTrace> layers, long[] output) {
  /** Copies the list. */
  public Trace {
    layers = List.copyOf(layers);
  }

  /**
   * Writes the folder: for each layer {@code l} the files {@code acc<l>.i16} (16-bit
   * little-endian), {@code act<l>.i8} unless it gives scores, and {@code pool<l>.i8} if it pools;
   * raw, shaped as {@link LayerTrace} says.
   *
   * @throws Refusal if the disk refuses
   */
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      for (int l = 0; l < layers.size(); l++) {
        LayerTrace layer = layers.get(l);
        write(folder, "acc" + l + ".i16", shorts(layer.accumulators()));
        write(folder, "act" + l + ".i8", layer.activations());
        write(folder, "pool" + l + ".i8", layer.pooled());
      }
    } catch (IOException e) {
      throw new Refusal("trace %s cannot be written: %s".formatted(folder, e), e);
    }
  }

  private static void write(Path folder, String name, byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      Path beside = Files.write(folder.resolve(name + ".part"), bytes);
      Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static byte[] shorts(int[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Short.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      buffer.putShort((short) value);
    }
    return buffer.array();
  }
}
