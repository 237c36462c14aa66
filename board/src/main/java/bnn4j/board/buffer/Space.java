package bnn4j.board.buffer;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The allocated parts of a memory region; parts start and end at pages. */
final class Space {
  /** Size of a page on every Linux that a board runs; sizes of memory are multiples of it. */
  static final int PAGE = 4096;

  private final int bytes;

  /** Taken parts, their sizes by where they start. */
  private final TreeMap<Integer, Integer> taken = new TreeMap<>();

  Space(int bytes) {
    this.bytes = bytes;
  }

  /** The size in whole pages, as a long because it may not fit. */
  static long pages(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }

  /** Takes the first part that is free and large enough, if there is one. */
  Optional<Integer> take(long wanted) {
    int start = 0;
    for (Map.Entry<Integer, Integer> part : taken.entrySet()) {
      if (part.getKey() - start >= wanted) {
        break;
      }
      start = part.getKey() + part.getValue();
    }
    if (bytes - start < wanted) {
      return Optional.empty();
    }
    taken.put(start, (int) wanted);
    return Optional.of(start);
  }

  /** Gives the part back that starts there. */
  void give(int start) {
    taken.remove(start);
  }
}
