package bnn4j.overlay.driver;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;

/** What every accelerator asks before it does anything. */
public final class RunConditions {
  private RunConditions() {}

  /**
   * Whether a set is for an overlay.
   *
   * @throws Refusal if not
   */
  public static void check(ParameterSet parameters, Overlay overlay) {
    Overlay found = parameters.overlay();
    if (found.equals(overlay)) {
      return;
    }
    if (found.name().equals(overlay.name())) {
      throw new Refusal(
          "the parameter set is for an overlay %s with other layers or folding than this one;"
                  .formatted(found.name())
              + " use the overlay of the parameter set");
    }
    throw new Refusal(
        ("the parameter set is for %s, the overlay here is %s; load the bitstream of %s,"
                    + " or a set for")
                .formatted(found.name(), overlay.name(), found.name())
            + " "
            + overlay.name());
  }

  /**
   * Whether there is a network to run.
   *
   * @throws IllegalStateException if not
   */
  public static void checkLoaded(boolean loaded) {
    if (!loaded) {
      throw new IllegalStateException("nothing has been loaded");
    }
  }
}
