package bnn4j.overlay.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a driver did wrong, as far as it is kept. */
final class Incidents {
  private static final int KEPT = 100;

  private final List<String> incidents = new ArrayList<>();

  void add(String incident) {
    if (incidents.size() < KEPT) {
      incidents.add(incident);
    }
  }

  List<String> list() {
    return List.copyOf(incidents);
  }
}
