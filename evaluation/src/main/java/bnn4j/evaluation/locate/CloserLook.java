package bnn4j.evaluation.locate;

import bnn4j.overlay.driver.Accelerator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Examines the windows near a candidate: shifted, larger and smaller. A true object is found in
 * most of them; a false positive is not.
 */
final class CloserLook {
  private static final int ROUNDS = 3;

  /** From one size to the next. */
  private static final double STEP = 1.18;

  /** A step to the side is this part of the window. */
  private static final int SIDEWAYS = 10;

  private final Locator locator;
  private final Accelerator accelerator;
  private final Map<Window, Find> seen = new HashMap<>();

  CloserLook(Locator locator, Accelerator accelerator) {
    this.locator = locator;
    this.accelerator = accelerator;
  }

  /** Moves each find to the best place and size near it. */
  List<Find> moved(List<Find> finds) {
    List<Find> moved = finds;
    for (int round = 0; round < ROUNDS; round++) {
      look(moved);
      moved = moved.stream().map(this::best).toList();
    }
    return moved;
  }

  /**
   * The finds that the windows near them bear out.
   *
   * @param score that they have at least
   * @param part of them that must be taken for the same class, 0 to 1
   */
  List<Find> supported(List<Find> finds, double score, double part) {
    look(finds);
    return finds.stream().filter(find -> support(find, score) >= part).toList();
  }

  private double support(Find find, double score) {
    List<Window> near = near(find.window());
    long same =
        near.stream()
            .map(seen::get)
            .filter(other -> other != null && other.index() == find.index())
            .filter(other -> other.score() >= score)
            .count();
    return (double) same / near.size();
  }

  /** Looks at what was not looked at yet. */
  private void look(Collection<Find> finds) {
    List<Window> fresh =
        finds.stream()
            .flatMap(find -> near(find.window()).stream())
            .distinct()
            .filter(window -> !seen.containsKey(window))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    fresh.forEach(window -> seen.put(window, null));
    locator.look(fresh, accelerator, done -> {}).forEach(f -> seen.put(f.window(), f));
  }

  private Find best(Find find) {
    return near(find.window()).stream()
        .map(seen::get)
        .filter(other -> other != null && other.index() == find.index())
        .min(Find.BEST_FIRST)
        .filter(other -> other.score() > find.score())
        .orElse(find);
  }

  /** The window itself and those near it, as far as the picture reaches. */
  private List<Window> near(Window window) {
    int rows = locator.picture().rows();
    int columns = locator.picture().columns();
    List<Window> near = new ArrayList<>();
    for (double scale : new double[] {1 / STEP, 1, STEP}) {
      int size = Math.min((int) Math.round(window.size() * scale), Math.min(rows, columns));
      int step = Math.max(1, window.size() / SIDEWAYS);
      int x = window.x() + (window.size() - size) / 2;
      int y = window.y() + (window.size() - size) / 2;
      for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
          near.add(
              new Window(
                  Math.max(0, Math.min(columns - size, x + i * step)),
                  Math.max(0, Math.min(rows - size, y + j * step)),
                  size));
        }
      }
    }
    return near.stream().distinct().toList();
  }
}
