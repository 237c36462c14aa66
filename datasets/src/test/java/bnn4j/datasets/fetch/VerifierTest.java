package bnn4j.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.fetch.FileReport.State;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.fuzz.Gzip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  @TempDir Path data;

  private final CatalogueEntry entry = SmallSet.entry();
  private final DataFile file = entry.files().get(0);
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(data.resolve("small"));
  }

  @Test
  void aSetMadeOnTheSpotHasNothingToVerify() {
    assertThat(new Verifier(new DataDirectory(data)).verify(Datasets.entry("rendered-digits")))
        .isEmpty();
  }

  @Test
  void theRightBytesAreOkRawOrPackedByAnyone() throws IOException {
    Path raw = Files.write(folder.resolve("images"), SmallSet.RAW);
    assertThat(report()).isEqualTo(new FileReport(file, State.OK, raw + ": ok"));
    Files.delete(raw);
    byte[] otherwisePacked = SmallSet.PACKED.clone();
    otherwisePacked[9] = 7; // the operating system that packed it, says RFC 1952
    Path packed = Files.write(folder.resolve("images.gz"), otherwisePacked);
    assertThat(report()).isEqualTo(new FileReport(file, State.OK, packed + ": ok"));
  }

  @Test
  void aMissingFileIsReportedWithTheCommandThatFetchesIt() {
    assertReport(State.MISSING, "images: not in %s; ".formatted(folder));
  }

  @Test
  void aWrongSizeIsReported() throws IOException {
    Path raw = Files.write(folder.resolve("images"), new byte[3]);
    assertReport(State.WRONG_SIZE, raw + ": expected 300000 bytes, found 3; ");
    Files.delete(raw);
    Path packed = Files.write(folder.resolve("images.gz"), Gzip.pack(new byte[5]));
    assertReport(State.WRONG_SIZE, packed + ": expected 300000 bytes unpacked, found 5; ");
  }

  @Test
  void aWrongChecksumIsReported() throws IOException {
    Path raw = Files.write(folder.resolve("images"), new byte[300_000]);
    assertReport(
        State.WRONG_CHECKSUM,
        "%s: expected sha256 %s, found %s; "
            .formatted(raw, file.sha256(), new Checksum().add(new byte[300_000]).hex()));
  }

  @Test
  void aFileThatCannotBeUnpackedIsReported() throws IOException {
    Path packed = folder.resolve("images.gz");
    Files.write(packed, Arrays.copyOf(SmallSet.PACKED, 10));
    assertReport(State.UNREADABLE, packed + ": a gzip file has at least 18 bytes, found 10; ");
    byte[] damaged = SmallSet.PACKED.clone();
    damaged[damaged.length - 8] ^= 1;
    Files.write(packed, damaged);
    assertReport(State.UNREADABLE, packed + ": cannot be unpacked: Corrupt GZIP trailer; ");
  }

  private void assertReport(State state, String message) {
    String advice = "get it with: datasets fetch small --data " + data;
    assertThat(report()).isEqualTo(new FileReport(file, state, message + advice));
  }

  private FileReport report() {
    return new Verifier(new DataDirectory(data)).verify(entry, file);
  }
}
