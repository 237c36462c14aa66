package bnn4j.datasets.cifar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes batches as Python 2 did for CIFAR-10: protocol 2, with numpy's way of keeping arrays. */
final class Pickle {
  private static final int RECORD = 3073;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int memo;

  private Pickle() {}

  static byte[] batch(byte[] records) {
    return batch(records, records.length / RECORD);
  }

  /** A batch of these images, but so many labels. */
  static byte[] batch(byte[] records, int labels) {
    Pickle pickle = new Pickle();
    pickle.put(0x80, 2, '}').remember().put('(');
    pickle.text("batch_label").text("testing batch 1 of 1");
    pickle.text("labels").put(']').remember().put('(');
    for (int i = 0; i < labels; i++) {
      pickle.put('K', records[i * RECORD] & 255);
    }
    pickle.put('e').text("data").array(records).put('u', '.');
    return pickle.out.toByteArray();
  }

  private void pixels(byte[] records) {
    int images = records.length / RECORD;
    int size = images * (RECORD - 1);
    put('T', size & 255, size >> 8 & 255, size >> 16 & 255, size >> 24);
    for (int image = 0; image < images; image++) {
      out.write(records, image * RECORD + 1, RECORD - 1);
    }
  }

  private Pickle array(byte[] records) {
    int images = records.length / RECORD;
    global("numpy.core.multiarray\n_reconstruct").global("numpy\nndarray");
    put('K', 0, 0x85).remember().text("b").put(0x87).remember().put('R').remember();
    put('(', 'K', 1, 'M', images & 255, images >> 8, 'M', 0, 3072 >> 8, 0x86).remember();
    global("numpy\ndtype").text("u1").put('K', 0, 'K', 1, 0x87).remember().put('R').remember();
    put('(', 'K', 3).text("|").put('N', 'N', 'N');
    put('J', 255, 255, 255, 255, 'J', 255, 255, 255, 255, 'K', 0, 't', 'b');
    put(0x89);
    pixels(records);
    return remember().put('t').remember().put('b');
  }

  private Pickle global(String name) {
    put('c');
    out.writeBytes((name + "\n").getBytes(StandardCharsets.US_ASCII));
    return remember();
  }

  private Pickle text(String text) {
    put('U', text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return remember();
  }

  private Pickle remember() {
    return put('q', ++memo);
  }

  private Pickle put(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }
}
