package bnn4j.datasets.gtsrb;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.datasets.picture.SquareFitting;
import bnn4j.datasets.tree.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pictures with label and track, to be read all at once. */
final class SignPictures {
  private final List<Source> sources = new ArrayList<>();

  private record Source(FileTree tree, String name, int label, int track) {}

  /**
   * Adds a picture.
   *
   * @param track the number of the film that it is a frame of
   */
  void add(FileTree tree, String name, int label, int track) {
    sources.add(new Source(tree, name, label, track));
  }

  int size() {
    return sources.size();
  }

  /** Reads them all with all cores, in the order in which they were added. */
  LabeledImages read(SquareFitting fitting, List<String> classNames) {
    int values = fitting.shape().values();
    byte[] pixels = new byte[Math.multiplyExact(values, sources.size())];
    IntStream.range(0, sources.size())
        .parallel()
        .forEach(
            i -> {
              Source source = sources.get(i);
              byte[] bytes = source.tree.read(source.name);
              fitting.fit(
                  PictureReader.read(source.tree.place(source.name), bytes), pixels, i * values);
            });
    int[] labels = sources.stream().mapToInt(Source::label).toArray();
    int[] tracks = sources.stream().mapToInt(Source::track).toArray();
    return new LabeledImages(fitting.shape(), pixels, labels, classNames).grouped(tracks);
  }
}
