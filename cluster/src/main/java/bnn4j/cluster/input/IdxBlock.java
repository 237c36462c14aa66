package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.cluster.storage.StoredBytes;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.ShapeConversion;
import bnn4j.datasets.idx.IdxArray;
import bnn4j.datasets.idx.IdxReader;
import java.util.List;

/**
 * Images of an IDX file and their labels.
 *
 * @param file of the images
 * @param labels file of the labels; null if not requested
 * @param from first image
 * @param images how many
 */
record IdxBlock(IdxFile file, IdxFile labels, long from, int images) implements Block {
  @Override
  public String place() {
    return "images %d to %d of %s".formatted(from, from + images - 1, file.uri());
  }

  @Override
  public List<Sight> read(HadoopFiles files, List<View> views) {
    byte[] pixels = part(files, file);
    byte[] numbers = labels == null ? null : part(files, labels);
    return views.stream().map(view -> Sight.of(images(pixels, numbers, view))).toList();
  }

  private byte[] part(HadoopFiles files, IdxFile of) {
    return new StoredBytes(files, of.uri(), of.packed(), of.size())
        .read(of.header() + from * of.valuesEach(), Math.multiplyExact(images, of.valuesEach()));
  }

  private LabeledImages images(byte[] pixels, byte[] numbers, View view) {
    // Where images are transposed that is done in place, and others may look at them.
    IdxArray array =
        new IdxArray(
            List.of(images, file.rows(), file.columns()),
            view.layout().transposed() ? pixels.clone() : pixels);
    LabeledImages read =
        numbers == null
            ? IdxReader.read(
                array, unknown(view), from, file.uri(), view.classNames(), view.layout())
            : IdxReader.read(array, numbers, from, labels.uri(), view.classNames(), view.layout());
    return new ShapeConversion(read.shape(), view.shape()).apply(read);
  }

  /** Labels that mean nothing: all of the first class. */
  private byte[] unknown(View view) {
    byte[] first = new byte[images];
    java.util.Arrays.fill(first, (byte) view.layout().firstLabel());
    return first;
  }

  @Override
  public String name(int image) {
    return "%s#%d".formatted(file.name(), from + image);
  }
}
