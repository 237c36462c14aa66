package bnn4j.datasets.cifar;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.pickle.PickleReader;
import bnn4j.datasets.pickle.PickleReader.ByteText;
import bnn4j.datasets.pickle.PickleReader.Made;
import bnn4j.foundation.Refusal;
import java.util.List;
import java.util.Map;

/**
 * A batch of CIFAR-10 as Python keeps it: a dictionary with a list {@code labels} and an array
 * {@code data} of numpy, {@code [images][3072]} bytes.
 */
final class PickledBatch {
  private final String place;

  private PickledBatch(String place) {
    this.place = place;
  }

  /**
   * The same batch as records of a label and the pixels.
   *
   * @param place where it lies, for messages
   * @throws Refusal if it is no such batch
   */
  static byte[] records(byte[] pickle, String place, ImageShape shape) {
    PickledBatch batch = new PickledBatch(place);
    Object root = new PickleReader(pickle, place).read();
    if (!(root instanceof Map<?, ?> values)) {
      throw batch.refusal("a dictionary", "something else");
    }
    if (!(values.get("labels") instanceof List<?> labels)) {
      throw batch.refusal("a list 'labels'", "none");
    }
    ByteText data = batch.data(values.get("data"), labels.size(), shape.values());
    byte[] records = new byte[labels.size() * (1 + shape.values())];
    for (int i = 0; i < labels.size(); i++) {
      int record = i * (1 + shape.values());
      records[record] = batch.label(labels.get(i), i);
      data.copy(i * shape.values(), records, record + 1, shape.values());
    }
    return records;
  }

  private byte label(Object label, int index) {
    if (!(label instanceof Long number) || number < 0 || number > 255) {
      throw refusal("a number of 0..255 in labels[%d]".formatted(index), "something else");
    }
    return number.byteValue();
  }

  /** The array's bytes: numpy keeps (version, shape, type, whether column by column, bytes). */
  private ByteText data(Object array, int count, int valuesPerImage) {
    boolean whole =
        array instanceof Made made
            && made.state() instanceof List<?> state
            && state.size() == 5
            && state.get(1) instanceof List<?> shape
            && shape.equals(List.of((long) count, (long) valuesPerImage))
            && state.get(2) instanceof Made type
            && type.arguments().size() >= 1
            && type.arguments().get(0) instanceof ByteText kind
            && kind.toString().equals("u1")
            && isFalse(state.get(3))
            && state.get(4) instanceof ByteText bytes
            && bytes.length() == (long) count * valuesPerImage;
    if (!whole) {
      throw refusal(
          "an array 'data' of bytes, %d x %d, row by row".formatted(count, valuesPerImage),
          "something else");
    }
    return (ByteText) ((List<?>) ((Made) array).state()).get(4);
  }

  /** Python 2 wrote False as the number 0. */
  private static boolean isFalse(Object value) {
    return Boolean.FALSE.equals(value) || Long.valueOf(0).equals(value);
  }

  private Refusal refusal(String expected, String found) {
    return new Refusal("%s: expected the pickle of %s, found %s".formatted(place, expected, found));
  }
}
