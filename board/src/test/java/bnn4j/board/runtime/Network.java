package bnn4j.board.runtime;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A random set, of lfcW1A1 unless told otherwise, in files, and what it makes of random images.
 *
 * @param params its folder
 * @param input packed images
 * @param output where results may go
 * @param expected what the results have to be
 */
record Network(Path params, Path input, Path output, byte[] expected) {
  static final int IMAGES = 40;

  static Network in(Path folder) throws IOException {
    return in(folder, Overlays.named("lfcW1A1"));
  }

  /** The same for another overlay. */
  static Network in(Path folder, Overlay overlay) throws IOException {
    Random random = new Random(11);
    ParameterSet parameters = RandomParameters.of(overlay, 10, random);
    ParameterFolder.write(parameters, folder.resolve("params"));
    long[] images = random.longs((long) IMAGES * overlay.inputWords()).toArray();
    int used = overlay.network().input().values() * overlay.network().input().bits() % Long.SIZE;
    for (int last = overlay.inputWords() - 1; last < images.length; last += overlay.inputWords()) {
      images[last] &= used == 0 ? -1 : (1L << used) - 1;
    }
    Path input = Files.write(folder.resolve("images"), bytes(images));
    return new Network(
        folder.resolve("params"),
        input,
        folder.resolve("results"),
        bytes(Engine.of(parameters).run(images, IMAGES, 1)));
  }

  private static byte[] bytes(long[] words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
