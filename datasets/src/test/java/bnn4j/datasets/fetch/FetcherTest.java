package bnn4j.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Datasets;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetcherTest {
  private static final int LENGTH = SmallSet.PACKED.length;

  @TempDir Path data;

  private final List<Long> progress = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Path file;
  private Path part;

  @BeforeEach
  void namePaths() {
    file = data.resolve("small/images.gz");
    part = data.resolve("small/images.gz.part");
  }

  @Test
  void aMissingFileIsFetchedAsItIsPacked() {
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(part).doesNotExist();
      assertThat(mirror.ranges()).containsExactly("");
      assertThat(progress).isSorted().startsWith(0L).endsWith((long) LENGTH);
    }
  }

  @Test
  void whatIsThereAndRightIsLeftAlone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file.resolveSibling("images"), SmallSet.RAW);
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetch(mirror)).isEmpty();
      assertThat(mirror.ranges()).isEmpty();
    }
  }

  @Test
  void whatIsThereAndWrongIsRenamedNotLost() throws IOException {
    Files.createDirectories(file.getParent());
    Path wrong = Files.write(file.resolveSibling("images"), new byte[] {1, 2});
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetch(mirror)).containsExactly(file);
    }
    assertThat(wrong).doesNotExist();
    assertThat(wrong.resolveSibling("images.wrong")).hasBinaryContent(new byte[] {1, 2});
    assertThat(notes).containsExactly(wrong + " was damaged; it is now images.wrong");
  }

  @Test
  void aDroppedConnectionIsTakenUpWhereItBroke() {
    try (Mirror mirror = new Mirror(Mirror.dropping(SmallSet.PACKED, 100_000))) {
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(mirror.ranges())
          .startsWith("")
          .hasSizeGreaterThan(3)
          .allMatch(range -> range.isEmpty() || range.matches("bytes=[1-9][0-9]*-"));
    }
  }

  @Test
  void aLaterCallGoesOnWhereAnEarlierOneStopped() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      Files.createDirectories(part.getParent());
      Files.write(part, Arrays.copyOf(SmallSet.PACKED, 1234));
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(mirror.ranges()).containsExactly("bytes=1234-");
      assertThat(progress).startsWith(1234L);
    }
  }

  @Test
  void aServerWithoutRangesSendsEverythingAgain() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.ignoringRanges(SmallSet.PACKED))) {
      Files.createDirectories(part.getParent());
      Files.write(part, new byte[2000]);
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(mirror.ranges()).containsExactly("bytes=2000-");
    }
  }

  @Test
  void aBeginningThatDoesNotFitIsThrownAwayAndFetchedAnew() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      Files.createDirectories(part.getParent());
      Files.write(part, new byte[2000]);
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(mirror.ranges()).containsExactly("bytes=2000-", "");
    }
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      Files.createDirectories(part.getParent());
      Files.write(part, new byte[LENGTH + 1]);
      assertThat(fetch(mirror)).containsExactly(file);
      assertThat(mirror.ranges()).containsExactly("");
    }
  }

  @Test
  void afterWrongBytesTheNextMirrorIsAsked() {
    byte[] wrong = SmallSet.PACKED.clone();
    wrong[5000] ^= 1;
    try (Mirror bad = new Mirror(Mirror.whole(wrong));
        Mirror good = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetch(bad, good)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(notes)
          .containsExactly(bad.address() + "images.gz: its checksum differs from the catalogue");
      assertThat(good.ranges()).containsExactly("");
    }
  }

  @Test
  void afterAMissingFileTheNextMirrorIsAsked() {
    try (Mirror bad = new Mirror(Mirror.status(404));
        Mirror good = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetch(bad, good)).containsExactly(file);
      assertThat(notes).containsExactly(bad.address() + "images.gz: HTTP status 404");
      assertThat(bad.ranges()).hasSize(1);
    }
  }

  @Test
  void anotherMirrorGoesOnWithWhatTheFirstSent() {
    try (Mirror bad = new Mirror(Mirror.stalling(SmallSet.PACKED, 70_000));
        Mirror good = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      // The first server promises the file, sends a piece, and falls silent each time.
      assertThat(fetch(bad, good)).containsExactly(file);
      assertThat(file).hasBinaryContent(SmallSet.PACKED);
      assertThat(notes).containsExactly(bad.address() + "images.gz: sent nothing for 1 s");
      assertThat(good.ranges()).hasSize(1).allMatch(range -> range.startsWith("bytes="));
    }
  }

  @Test
  void aServerThatSendsTooMuchIsStopped() {
    byte[] longer = Arrays.copyOf(SmallSet.PACKED, LENGTH + 10);
    try (Mirror mirror = new Mirror(Mirror.whole(longer))) {
      assertThatThrownBy(() -> fetch(mirror))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("sent more than the expected %d bytes", LENGTH);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void whenNoMirrorHelpsTheRefusalSaysWhyAndWhatToDo() {
    try (Mirror gone = new Mirror(Mirror.status(404));
        Mirror broken = new Mirror(Mirror.status(503))) {
      assertThatThrownBy(() -> fetch(gone, broken))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "images.gz cannot be fetched (%1$simages.gz: HTTP status 404; %2$simages.gz: HTTP"
                      .formatted(gone.address(), broken.address())
                  + (" status 503); try again later (the partial download is kept), or download it"
                          + " manually: put images.gz (%d bytes, from %simages.gz) or"
                          + " the unpacked images (300000")
                      .formatted(LENGTH, gone.address())
                  + " bytes) into %s".formatted(data.resolve("small")));
    }
  }

  @Test
  void aServerThatIsNotThereIsAFailureLikeOthers() {
    URI nowhere;
    try (Mirror closed = new Mirror(Mirror.status(404))) {
      nowhere = closed.address();
    }
    try (Mirror good = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      assertThat(fetcher(NetworkAccess.ALLOWED).fetch(SmallSet.entry(nowhere, good.address())))
          .containsExactly(file);
      assertThat(notes).hasSize(1);
    }
  }

  @Test
  void withoutNetworkTheRefusalSaysWhatToPutWhere() {
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED))) {
      CatalogueEntry entry = SmallSet.entry(mirror.address());
      assertThatThrownBy(() -> fetcher(NetworkAccess.FORBIDDEN).fetch(entry))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              ("small is incomplete and --offline is set; required files:\n  put images.gz (%d"
                          + " bytes, from %simages.gz) or the unpacked images (300000")
                      .formatted(LENGTH, mirror.address())
                  + " bytes) into %s".formatted(data.resolve("small")));
      assertThat(mirror.ranges()).isEmpty();
      assertThat(data).isEmptyDirectory();
    }
  }

  @Test
  void withoutNetworkACompleteSetIsFine() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, SmallSet.PACKED);
    assertThat(fetcher(NetworkAccess.FORBIDDEN).fetch(SmallSet.entry())).isEmpty();
  }

  @Test
  void aSetMadeOnTheSpotNeedsNoFetching() {
    assertThat(fetcher(NetworkAccess.FORBIDDEN).fetch(Datasets.entry("rendered-digits"))).isEmpty();
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void twoCannotFetchTheSameSetAtOnce() throws IOException {
    Files.createDirectories(file.getParent());
    Path lockFile = file.resolveSibling(".lock");
    try (Mirror mirror = new Mirror(Mirror.whole(SmallSet.PACKED));
        FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      try (FileLock lock = channel.lock()) {
        assertThat(lock.isValid()).isTrue();
        assertThatThrownBy(() -> fetch(mirror))
            .isInstanceOf(Refusal.class)
            .hasMessage(
                file.getParent() + ": another process is fetching small; wait until it is done");
      }
      assertThat(fetch(mirror)).containsExactly(file);
    }
  }

  private List<Path> fetch(Mirror... mirrors) {
    URI[] addresses = Arrays.stream(mirrors).map(Mirror::address).toArray(URI[]::new);
    return fetcher(NetworkAccess.ALLOWED).fetch(SmallSet.entry(addresses));
  }

  private Fetcher fetcher(NetworkAccess network) {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void progress(String name, long done, long total) {
            assertThat(name).isEqualTo("images.gz");
            assertThat(total).isEqualTo(LENGTH);
            progress.add(done);
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    return new Fetcher(new DataDirectory(data), network, listener, Duration.ofSeconds(1));
  }
}
