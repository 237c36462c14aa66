package bnn4j.datasets.cache;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Mutation;
import bnn4j.datasets.Reading;
import bnn4j.datasets.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final List<String> NAMES = List.of("a", "b");
  private static final LabeledImages IMAGES =
      new LabeledImages(
              new ImageShape(1, 1, 2), new byte[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1, 1}, NAMES)
          .grouped(new int[] {7, 7, 9});

  @TempDir Path folder;

  @Test
  void imagesAreMadeOnceAndThenRead() {
    ImageCache cache = new ImageCache(folder.resolve("sub/x.images"), "print");
    List<String> made = new ArrayList<>();
    for (int load = 0; load < 2; load++) {
      LabeledImages images =
          cache.orElseKeep(
              NAMES,
              () -> {
                made.add("made");
                return IMAGES;
              },
              Reading.STRICT);
      assertThat(images.pixels()).isEqualTo(IMAGES.pixels());
      assertThat(images.labels()).containsExactly(0, 1, 1);
      assertThat(images.group(1)).isEqualTo(7);
      assertThat(images.group(2)).isEqualTo(9);
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void imagesWithoutGroupsHaveNoneAfterwards() {
    ImageCache cache = new ImageCache(folder.resolve("x.images"), "print");
    cache.keep(IMAGES.with(IMAGES.shape(), IMAGES.pixels()).first(2), Reading.STRICT);
    assertThat(cache.find(NAMES).orElseThrow().isGrouped()).isTrue();
    LabeledImages plain =
        new LabeledImages(new ImageShape(1, 1, 1), new byte[] {1}, new int[] {0}, NAMES);
    cache.keep(plain, Reading.STRICT);
    assertThat(cache.find(NAMES).orElseThrow().isGrouped()).isFalse();
  }

  @Test
  void whatIsMadeOfSomethingElseCountsAsNothing() {
    Path file = folder.resolve("x.images");
    new ImageCache(file, "old").keep(IMAGES, Reading.STRICT);
    assertThat(new ImageCache(file, "new").find(NAMES)).isEmpty();
    assertThat(new ImageCache(file, "old").find(List.of("only"))).isEmpty();
    assertThat(new ImageCache(file, "old").find(NAMES)).isPresent();
  }

  @Test
  void aFolderThatCannotBeWrittenIsAWarning() {
    Path blocked = Zips.write(folder.resolve("file"), new byte[1]).resolve("x.images");
    List<String> warnings = new ArrayList<>();
    new ImageCache(blocked, "print").keep(IMAGES, new Reading(0, false, warnings::add));
    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .startsWith("the cache cannot be written, so the next" + " load is not faster: " + blocked);
  }

  @Test
  void damagedFilesCountAsNothingOrAreWhole() throws IOException {
    Path file = folder.resolve("x.images");
    ImageCache cache = new ImageCache(file, "print");
    cache.keep(IMAGES, Reading.STRICT);
    byte[] whole = Files.readAllBytes(file);
    Mutation mutation = new Mutation(60);
    int found = 0;
    for (int round = 0; round < 3000; round++) {
      Files.write(file, mutation.of(whole));
      if (cache.find(NAMES).isPresent()) {
        found++;
      }
    }
    assertThat(found).isBetween(1, 2999);
  }
}
