package bnn4j.board.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpaceTest {
  private static final int PAGE = Space.PAGE;

  @Test
  void theFirstGapThatIsLargeEnoughIsTaken() {
    Space space = new Space(4 * PAGE);
    assertThat(space.take(PAGE)).hasValue(0);
    assertThat(space.take(2 * PAGE)).hasValue(PAGE);
    assertThat(space.take(2 * PAGE)).isEmpty();
    space.give(0);
    assertThat(space.take(2 * PAGE)).isEmpty();
    space.give(PAGE);
    assertThat(space.take(4L * PAGE)).hasValue(0);
  }

  @Test
  void whatDoesNotFitAnIntIsNotThere() {
    assertThat(Space.pages(1)).isEqualTo(PAGE);
    assertThat(Space.pages(Integer.MAX_VALUE * 8L)).isEqualTo(4L << 32);
    assertThat(new Space(Integer.MAX_VALUE).take(4L << 32)).isEmpty();
  }

  @Test
  void partsNeverOverlap() {
    Random random = new Random(5);
    int pages = 50;
    Space space = new Space(pages * PAGE);
    boolean[] taken = new boolean[pages];
    Map<Integer, Integer> parts = new HashMap<>();
    for (int i = 0; i < 5000; i++) {
      int wanted = 1 + random.nextInt(12);
      Optional<Integer> part = space.take((long) wanted * PAGE);
      if (part.isPresent()) {
        int first = part.get() / PAGE;
        mark(taken, first, wanted, true);
        parts.put(first, wanted);
      } else {
        assertThat(parts).isNotEmpty();
        int first = parts.keySet().iterator().next();
        mark(taken, first, parts.remove(first), false);
        space.give(first * PAGE);
      }
    }
  }

  private static void mark(boolean[] taken, int first, int pages, boolean now) {
    for (int page = first; page < first + pages; page++) {
      assertThat(taken[page]).isEqualTo(!now);
      taken[page] = now;
    }
  }
}
