package bnn4j.evaluation.locate;

import bnn4j.datasets.picture.Picture;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.Answer;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Shows a network every window of a picture, each prepared as a picture of its own. */
public final class Locator {
  /**
   * Larger windows are first made smaller by a whole factor, down to at least this; the network's
   * input is smaller still.
   */
  private static final int ENOUGH = 64;

  private static final int MOST_REFINED = 200;
  private static final int ROUNDS = 2;

  /** From one size to the next when a find is moved. */
  private static final double STEP = 1.18;

  private final ParameterSet set;
  private final Recognizer recognizer;

  /**
   * What came of a search.
   *
   * @param candidates windows taken for a class that is looked for, sure or not
   * @param things one find each, best first
   */
  public record Found(List<Find> candidates, List<Find> things) {}

  /**
   * Looks with a model.
   *
   * @throws Refusal if it answers in bits, which say nothing of how sure it is
   */
  public Locator(DeployedModel model) {
    this.set = model.parameters();
    this.recognizer = Recognizer.of(model, Optional.of(false));
    if (set.overlay().bitOutput()) {
      throw new Refusal(
          "%s answers with bits, and a thing in a picture is told by its score; use a set whose"
                  .formatted(set.overlay().name())
              + " overlay gives scores, such as cnvW1A1");
    }
  }

  /**
   * Finds things: looks at all windows, moves the promising ones to the best place near them, and
   * keeps those that it is sure of.
   *
   * @param accelerator with the set loaded
   * @param progress is told the number of windows done
   */
  public Found search(
      Picture picture,
      List<Window> windows,
      Selection selection,
      Accelerator accelerator,
      IntConsumer progress) {
    List<Find> candidates = selection.wanted(look(picture, windows, accelerator, progress));
    List<Find> promising = Find.merged(selection.promising(candidates));
    List<Find> refined = refine(picture, promising, accelerator);
    return new Found(candidates, Find.merged(selection.sure(refined)));
  }

  /**
   * What the network takes each window for, in the order of the windows. Windows in which there is
   * nothing at all to see, such as a clear sky, are left out.
   *
   * @param accelerator with the set loaded
   * @param progress is told the number of windows done
   */
  private List<Find> look(
      Picture picture, List<Window> windows, Accelerator accelerator, IntConsumer progress) {
    int words = recognizer.words();
    long[] input = new long[Math.multiplyExact(windows.size(), words)];
    boolean[] seen = new boolean[windows.size()];
    Map<Integer, Picture> shrunk = new HashMap<>();
    windows.forEach(w -> shrunk.computeIfAbsent(factor(w.size()), picture::shrunk));
    IntStream.range(0, windows.size())
        .parallel()
        .forEach(
            i -> {
              Window window = windows.get(i);
              int factor = factor(window.size());
              try {
                byte[] pixels =
                    recognizer.see(cut(shrunk.get(factor), window, factor), "").pixels();
                recognizer.pack(pixels, input, i * words);
                seen[i] = true;
              } catch (Refusal blank) {
                // Nothing to see, nothing to find.
              }
            });
    long[] outputs = accelerator.run(input, windows.size(), progress);
    List<Find> finds = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      if (seen[i]) {
        finds.add(find(outputs, i * set.overlay().outputWords(), windows.get(i)));
      }
    }
    return finds;
  }

  /**
   * Moves each find to the best place and size near it: what is there shows best a little to the
   * side of a coarse grid, and a little larger or smaller.
   *
   * @param finds best first; the first {@link #MOST_REFINED} are moved, the others left out
   * @param accelerator with the set loaded
   */
  private List<Find> refine(Picture picture, List<Find> finds, Accelerator accelerator) {
    List<Find> moved = finds.subList(0, Math.min(MOST_REFINED, finds.size()));
    for (int round = 0; round < ROUNDS && !moved.isEmpty(); round++) {
      List<Window> around =
          moved.stream()
              .flatMap(find -> around(find.window(), picture).stream())
              .distinct()
              .toList();
      Map<Window, Find> seen = new HashMap<>();
      look(picture, around, accelerator, done -> {}).forEach(f -> seen.put(f.window(), f));
      moved = moved.stream().map(find -> best(find, picture, seen)).toList();
    }
    return moved;
  }

  private static Find best(Find find, Picture picture, Map<Window, Find> seen) {
    return around(find.window(), picture).stream()
        .map(seen::get)
        .filter(other -> other != null && other.index() == find.index())
        .min(Find.BEST_FIRST)
        .filter(other -> other.score() > find.score())
        .orElse(find);
  }

  private static List<Window> around(Window window, Picture picture) {
    List<Window> around = new ArrayList<>();
    for (double scale : new double[] {1 / STEP, 1, STEP}) {
      int size = (int) Math.round(window.size() * scale);
      size = Math.min(size, Math.min(picture.rows(), picture.columns()));
      int move = Math.max(1, window.size() / 10);
      int x = window.x() + (window.size() - size) / 2;
      int y = window.y() + (window.size() - size) / 2;
      for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
          around.add(
              new Window(
                  Math.max(0, Math.min(picture.columns() - size, x + i * move)),
                  Math.max(0, Math.min(picture.rows() - size, y + j * move)),
                  size));
        }
      }
    }
    return around;
  }

  private Find find(long[] outputs, int offset, Window window) {
    List<Answer> answers = Answer.ranked(set, Decode.ARGMAX, outputs, offset);
    Answer best = answers.get(0);
    int margin = answers.size() == 1 ? 0 : best.score() - answers.get(1).score();
    return new Find(best.index(), best.name(), best.score(), margin, window);
  }

  private static int factor(int size) {
    return Math.max(1, size / ENOUGH);
  }

  private static Picture cut(Picture shrunk, Window window, int factor) {
    int size = window.size() / factor;
    int x = Math.min(window.x() / factor, shrunk.columns() - size);
    int y = Math.min(window.y() / factor, shrunk.rows() - size);
    return shrunk.crop(x, y, size, size);
  }
}
