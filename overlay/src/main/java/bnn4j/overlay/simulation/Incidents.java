package bnn4j.overlay.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a driver did wrong, as far as it is kept. */
public final class Incidents {
  private static final int KEPT = 100;

  private final List<String> incidents = new ArrayList<>();

  /** Keeps one, if there are not too many. */
  public void add(String incident) {
    if (incidents.size() < KEPT) {
      incidents.add(incident);
    }
  }

  /** Those that are kept, in order. */
  public List<String> list() {
    return List.copyOf(incidents);
  }
}
