package bnn4j.evaluation.locate;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.picture.Picture;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.Parts;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs a network on windows of an image, each prepared like a single image. */
public final class Locator {
  /** Windows that a thread prepares at a time. */
  private static final int PORTION = 64;

  private final ParameterSet set;
  private final Recognizer recognizer;
  private final Picture picture;
  private final Parts parts;
  private final DeployedModel model;

  /**
   * For one picture.
   *
   * @throws Refusal if the model answers in bits, which say nothing of how sure it is
   */
  public Locator(DeployedModel model, Picture picture) {
    this.set = model.parameters();
    this.model = model;
    this.recognizer = Recognizer.of(model, Optional.of(false));
    if (set.overlay().bitOutput()) {
      throw new Refusal(
          "%s outputs bits, but locate requires scores; use a parameter set whose"
                  .formatted(set.overlay().name())
              + " overlay outputs scores, such as cnvW1A1");
    }
    this.picture = picture;
    this.parts = recognizer.parts(picture);
  }

  /**
   * What the network takes each window for, in the order of the windows. Windows in which there is
   * nothing at all to see, such as a clear sky, are left out.
   *
   * @param accelerator with the set loaded
   * @param progress is told the number of windows done
   */
  public List<Find> look(List<Window> windows, Accelerator accelerator, IntConsumer progress) {
    int words = recognizer.words();
    long[] input = new long[Math.multiplyExact(windows.size(), words)];
    boolean[] seen = new boolean[windows.size()];
    parts.prepare(windows.stream().mapToInt(Window::size));
    IntStream.range(0, (windows.size() + PORTION - 1) / PORTION)
        .parallel()
        .forEach(portion -> pack(windows, portion * PORTION, input, seen));
    long[] outputs = accelerator.run(input, windows.size(), progress);
    List<Find> finds = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      if (seen[i]) {
        finds.add(find(outputs, i * set.overlay().outputWords(), windows.get(i)));
      }
    }
    return finds;
  }

  private void pack(List<Window> windows, int from, long[] input, boolean[] seen) {
    Parts.Packer packer = parts.packer();
    for (int i = from; i < Math.min(windows.size(), from + PORTION); i++) {
      Window window = windows.get(i);
      seen[i] = packer.pack(window.x(), window.y(), window.size(), input, i * recognizer.words());
    }
  }

  /**
   * What is odd about the picture as a whole: that it is as bright as the negatives of those that
   * the model was trained on.
   *
   * @return a sentence each; none of a picture in which there is nothing to see
   */
  public List<String> oddities() {
    byte[] pixels;
    try {
      pixels = recognizer.see(picture, "").pixels();
    } catch (Refusal blank) {
      return List.of();
    }
    return model.odditiesOfSeen(
        new LabeledImages(recognizer.shape(), pixels, new int[1], List.of("unknown")));
  }

  /** Where it looks. */
  Picture picture() {
    return picture;
  }

  private Find find(long[] outputs, int offset, Window window) {
    int best = Decode.ARGMAX.classOf(set, outputs, offset);
    int score = Decode.score(outputs, offset, best);
    int next = Integer.MIN_VALUE;
    for (int index = 0; index < set.classes(); index++) {
      if (index != best) {
        next = Math.max(next, Decode.score(outputs, offset, index));
      }
    }
    int margin = set.classes() == 1 ? 0 : score - next;
    return new Find(best, set.classNames().get(best), score, margin, window);
  }
}
