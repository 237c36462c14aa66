package bnn4j.cluster.input;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.foundation.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Picture files.
 *
 * @param root the folder, for messages
 * @param pictures in their order
 */
public record PictureBlock(String root, List<StoredPicture> pictures) implements Block {
  @Override
  public int images() {
    return pictures.size();
  }

  @Override
  public String place() {
    return pictures.size() == 1
        ? pictures.get(0).uri()
        : "%d images of %s, %s to %s"
            .formatted(
                pictures.size(),
                root,
                pictures.get(0).name(),
                pictures.get(pictures.size() - 1).name());
  }

  /** Each file is read and unpacked once, then fitted for each. */
  @Override
  public List<Sight> read(HadoopFiles files, List<View> views) {
    List<Collected> all = views.stream().map(Collected::new).toList();
    for (StoredPicture stored : pictures) {
      try {
        Picture picture = stored.read(files);
        all.forEach(one -> one.add(picture, stored));
      } catch (Refusal e) {
        all.forEach(one -> one.skipped.add(e.getMessage()));
      }
    }
    return all.stream().map(Collected::sight).toList();
  }

  @Override
  public String name(int image) {
    return pictures.get(image).name();
  }

  /** What one sees so far. */
  private static final class Collected {
    private final View view;
    private final PictureFitting fitting;
    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private final List<Integer> labels = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    Collected(View view) {
      this.view = view;
      this.fitting = new PictureFitting(view.shape(), view.invert(), view.fit());
    }

    void add(Picture picture, StoredPicture stored) {
      try {
        pixels.writeBytes(fitting.fit(picture, stored.uri()));
        labels.add(stored.label());
      } catch (Refusal e) {
        skipped.add(e.getMessage());
      }
    }

    Sight sight() {
      int[] numbers = labels.stream().mapToInt(Integer::intValue).toArray();
      return new Sight(
          new LabeledImages(view.shape(), pixels.toByteArray(), numbers, view.classNames()),
          skipped);
    }
  }
}
