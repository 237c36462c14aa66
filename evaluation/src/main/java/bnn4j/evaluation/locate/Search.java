package bnn4j.evaluation.locate;

import bnn4j.overlay.driver.Accelerator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds objects in an image: evaluates all windows, examines candidates more closely, and keeps one
 * window per object if its neighbours confirm it.
 *
 * @param locator the picture and the network
 * @param selection what is looked for
 */
public record Search(Locator locator, Selection selection) {
  /** More are not looked at closely; the others are left out. */
  private static final int MOST_PROMISING = 150;

  /**
   * What came of it.
   *
   * @param candidates windows taken for a class that is looked for, sure or not
   * @param things one find each, best first
   */
  public record Found(List<Find> candidates, List<Find> things) {}

  /**
   * Searches.
   *
   * @param windows looked at first
   * @param accelerator with the network loaded
   * @param progress is told the number of windows done
   */
  public Found over(List<Window> windows, Accelerator accelerator, IntConsumer progress) {
    List<Find> candidates = selection.wanted(locator.look(windows, accelerator, progress));
    // Of one class only: what is taken for another in a larger window may be the thing itself.
    List<Find> promising = Find.mergedByClass(selection.promising(candidates));
    CloserLook closer = new CloserLook(locator, accelerator);
    List<Find> moved =
        closer.moved(promising.subList(0, Math.min(MOST_PROMISING, promising.size())));
    List<Find> sure =
        closer.supported(selection.sure(moved), selection.promisingScore(), selection.minSupport());
    return new Found(candidates, Find.merged(sure));
  }
}
