package bnn4j.overlay.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Accelerator} does, wherever it is. A test of an accelerator extends this, says
 * how to open one, and inherits the tests.
 */
public abstract class AcceleratorContract {
  /** More than 16 and no multiple of it: the accelerator moves 16 where it can. */
  private static final int IMAGES = 37;

  private final Random random = new Random(20_211);

  /** Sets an accelerator up for an overlay, with nothing loaded. */
  protected abstract Accelerator open(Overlay overlay) throws Exception;

  /** Real overlays to try; fewer where loading one takes long. */
  protected List<Overlay> overlays() {
    return Overlays.published();
  }

  @TestFactory
  Stream<DynamicTest> wordsEqualTheEngines() {
    return Stream.concat(small().stream(), overlays().stream())
        .map(
            overlay ->
                DynamicTest.dynamicTest(
                    overlay.name(),
                    () -> {
                      try (Accelerator accelerator = open(overlay)) {
                        assertThat(accelerator.overlay()).isEqualTo(overlay);
                        checkLoaded(accelerator);
                      }
                    }));
  }

  private static List<Overlay> small() {
    return List.of(SmallOverlays.BITS, SmallOverlays.SCORES);
  }

  /** Loads a new set, and compares what becomes of new images. */
  private void checkLoaded(Accelerator accelerator) {
    ParameterSet parameters = RandomParameters.of(accelerator.overlay(), 10, random);
    accelerator.load(parameters);
    check(accelerator, parameters, IMAGES);
  }

  private void check(Accelerator accelerator, ParameterSet parameters, int images) {
    long[] input = images(accelerator.overlay(), images);
    long[] before = input.clone();
    long[] output = accelerator.run(input, images);
    assertThat(output).isEqualTo(Engine.of(parameters).run(input, images, 1));
    assertThat(input).isEqualTo(before);
  }

  /** Random pictures, packed as the host packs them: bits after the last pixel are 0. */
  protected final long[] images(Overlay overlay, int images) {
    int words = overlay.inputWords();
    long[] input = random.longs((long) images * words).toArray();
    int used = overlay.network().input().values() * overlay.network().input().bits();
    for (int last = words - 1; last < input.length; last += words) {
      input[last] &= -1L >>> (words * Long.SIZE - used);
    }
    return input;
  }

  @Test
  void batchesOfAnySizeRunOneAfterTheOther() throws Exception {
    for (Overlay overlay : small()) {
      try (Accelerator accelerator = open(overlay)) {
        ParameterSet parameters = RandomParameters.of(overlay, 10, random);
        accelerator.load(parameters);
        for (int images : new int[] {1, 100, 16, 0, 3}) {
          check(accelerator, parameters, images);
        }
      }
    }
  }

  @Test
  void anotherNetworkTakesThePlaceOfTheOneBefore() throws Exception {
    for (Overlay overlay : small()) {
      try (Accelerator accelerator = open(overlay)) {
        checkLoaded(accelerator);
        checkLoaded(accelerator);
      }
    }
  }

  @Test
  void progressEndsWithAllImages() throws Exception {
    Overlay overlay = SmallOverlays.BITS;
    try (Accelerator accelerator = open(overlay)) {
      accelerator.load(RandomParameters.of(overlay, 10, random));
      List<Integer> progress = new ArrayList<>();
      long[] input = images(overlay, IMAGES);
      long[] output = accelerator.run(input, IMAGES, progress::add);
      assertThat(output).isEqualTo(accelerator.run(input, IMAGES));
      assertThat(progress).isNotEmpty().isSorted().endsWith(IMAGES);
    }
  }

  @Test
  void wordsAfterTheLastImageAreOfNoMatter() throws Exception {
    Overlay overlay = SmallOverlays.SCORES;
    try (Accelerator accelerator = open(overlay)) {
      accelerator.load(RandomParameters.of(overlay, 10, random));
      long[] input = images(overlay, IMAGES);
      long[] longer = Arrays.copyOf(input, input.length + overlay.inputWords() + 5);
      assertThat(accelerator.run(longer, IMAGES)).isEqualTo(accelerator.run(input, IMAGES));
    }
  }

  @Test
  void aSetForAnotherOverlayIsRefusedAndTheOneBeforeStays() throws Exception {
    Overlay overlay = SmallOverlays.BITS;
    try (Accelerator accelerator = open(overlay)) {
      ParameterSet parameters = RandomParameters.of(overlay, 10, random);
      accelerator.load(parameters);
      ParameterSet foreign = RandomParameters.of(SmallOverlays.SCORES, 10, random);
      assertThatThrownBy(() -> accelerator.load(foreign))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "the parameter set is for smallScores, the overlay here is smallBits; load the"
                  + " bitstream of smallScores, or a set for smallBits");
      check(accelerator, parameters, IMAGES);
    }
  }

  @Test
  void nothingRunsBeforeSomethingIsLoaded() throws Exception {
    try (Accelerator accelerator = open(SmallOverlays.BITS)) {
      assertThatThrownBy(() -> accelerator.run(new long[2], 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("nothing has been loaded");
    }
  }

  @Test
  void tooFewWordsForTheImagesAreRefusedBeforeAnythingIsRun() throws Exception {
    Overlay overlay = SmallOverlays.SCORES;
    try (Accelerator accelerator = open(overlay)) {
      ParameterSet parameters = RandomParameters.of(overlay, 10, random);
      accelerator.load(parameters);
      long[] input = images(overlay, IMAGES);
      assertThatThrownBy(() -> accelerator.run(input, IMAGES + 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> accelerator.run(input, -1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      check(accelerator, parameters, IMAGES);
    }
  }

  @Test
  void closingTwiceIsNoMoreThanClosing() throws Exception {
    Accelerator accelerator = open(SmallOverlays.BITS);
    accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, random));
    accelerator.close();
    accelerator.close();
    assertThatThrownBy(() -> accelerator.run(new long[2], 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
