package bnn4j.evaluation.locate;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  @ParameterizedTest
  @ValueSource(strings = {"Not a roadsign", "junk", "Background", "not a sign", "nothing "})
  void classesWhoseNamesSayThatThereIsNothingAreLeftOut(String name) {
    List<String> names = new ArrayList<>(IntStream.range(0, 43).mapToObj(i -> "s" + i).toList());
    names.add(name);
    Selection selection = Selection.of(set(names));
    assertThat(selection.ignored()).containsExactly(43);
    Window window = new Window(0, 0, 32);
    Find nothing = new Find(43, name, 500, 100, window);
    Find sign = new Find(14, "s14", 480, 100, window);
    assertThat(selection.wanted(List.of(nothing, sign))).containsExactly(sign);
  }

  @Test
  void signsThatForbidAreNoNothing() {
    assertThat(Selection.of(set(List.of("No entry", "no overtaking", "No vehicles"))).ignored())
        .isEmpty();
  }

  @Test
  void windowsOfDifferentClassesStayBesideEachOtherUntilTheyWereLookedAtClosely() {
    Find large = new Find(1, "a", 470, 100, new Window(0, 0, 80));
    Find small = new Find(2, "b", 460, 100, new Window(20, 20, 50));
    Find again = new Find(2, "b", 450, 100, new Window(24, 20, 50));
    assertThat(Find.mergedByClass(List.of(again, small, large))).containsExactly(large, small);
    assertThat(Find.merged(List.of(again, small, large))).containsExactly(large);
  }

  private static ParameterSet set(List<String> names) {
    Overlay overlay = Overlays.named("cnvW1A1");
    return new ParameterSet(
        overlay, overlay.layers().stream().map(SelectionTest::zeros).toList(), names);
  }

  private static LayerMemory zeros(MatrixLayer layer) {
    int pe = layer.folding().pe();
    return new LayerMemory(
        new long[pe][layer.wmem()], new long[pe][layer.tmem() * layer.thresholdsPerNeuron()]);
  }
}
