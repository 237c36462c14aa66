package bnn4j.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Part;
import bnn4j.datasets.StoredFile;
import bnn4j.datasets.Zips;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Gzip;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files in one archive, as CIFAR-10 comes. */
class ArchiveFetchTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5};
  private static final byte[] ARCHIVE =
      archive(List.of("inner/first.bin", "inner/second.bin", "../outside"), FIRST, SECOND, FIRST);

  @TempDir Path data;

  private final List<String> notes = new ArrayList<>();

  @Test
  void anArchiveIsFetchedOnceUnpackedAndNotKept() {
    try (Mirror mirror = new Mirror(Mirror.whole(ARCHIVE))) {
      assertThat(fetch(ARCHIVE, NetworkAccess.ALLOWED, mirror.address()))
          .containsExactly(path("inner/first.bin"), path("inner/second.bin"));
      assertThat(mirror.ranges()).hasSize(1);
      assertThat(fetch(ARCHIVE, NetworkAccess.ALLOWED, mirror.address())).isEmpty();
    }
    assertThat(path("inner/first.bin")).hasBinaryContent(FIRST);
    assertThat(path("inner/second.bin")).hasBinaryContent(SECOND);
    assertThat(path("archive.tar.gz")).doesNotExist();
    assertThat(data.resolve("outside")).doesNotExist();
  }

  @Test
  void anArchiveBroughtByHandNeedsNoNetwork() throws IOException {
    Files.createDirectories(path("inner"));
    Files.write(path("inner/second.bin"), SECOND);
    Files.write(path("archive.tar.gz"), ARCHIVE);
    assertThat(fetch(ARCHIVE, NetworkAccess.FORBIDDEN, URI.create("http://localhost/")))
        .containsExactly(path("inner/first.bin"));
    assertThat(path("archive.tar.gz")).doesNotExist();
  }

  @Test
  void aWrongArchiveBroughtByHandIsRenamedAndTheRightOneAskedFor() throws IOException {
    Files.createDirectories(data.resolve("packed"));
    Files.write(path("archive.tar.gz"), new byte[ARCHIVE.length]);
    assertThatThrownBy(
            () -> fetch(ARCHIVE, NetworkAccess.FORBIDDEN, URI.create("http://localhost/")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("packed is incomplete and --offline is set; required files:\n  put archive.tar.gz"
                    + " (%d bytes, from http://localhost/archive.tar.gz) or the unpacked"
                    + " inner/first.bin (3"
                    + " bytes) into %s\n  put archive.tar.gz (%d bytes, from"
                    + " http://localhost/archive.tar.gz) or the unpacked"
                    + " inner/second.bin (2 bytes) into %s")
                .formatted(
                    ARCHIVE.length,
                    data.resolve("packed"),
                    ARCHIVE.length,
                    data.resolve("packed")));
    assertThat(notes)
        .containsExactly(path("archive.tar.gz") + " was damaged; it is now archive.tar.gz.wrong");
    assertThat(path("archive.tar.gz.wrong")).exists();
  }

  @Test
  void anArchiveWithoutAFileIsRefusedNamingIt() {
    byte[] poor = archive(List.of("inner/first.bin"), FIRST);
    try (Mirror mirror = new Mirror(Mirror.whole(poor))) {
      assertThatThrownBy(() -> fetch(poor, NetworkAccess.ALLOWED, mirror.address()))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              path("archive.tar.gz") + ": contains no inner/second.bin; it may be another archive");
    }
  }

  @Test
  void anArchiveWithAFileOfAnotherSizeIsRefused() {
    byte[] other = archive(List.of("inner/first.bin", "inner/second.bin"), SECOND, SECOND);
    try (Mirror mirror = new Mirror(Mirror.whole(other))) {
      assertThatThrownBy(() -> fetch(other, NetworkAccess.ALLOWED, mirror.address()))
          .isInstanceOf(Refusal.class)
          .hasMessage(path("archive.tar.gz") + ": inner/first.bin: expected 3 bytes, found 2");
    }
  }

  @Test
  void aZipIsUnpackedByTheNamesThatItGivesAndWhatIsPackedInsideStaysPacked() throws IOException {
    byte[] zip = Zips.zip(Map.of("gzip/first.bin.gz", Gzip.pack(FIRST)));
    DataFile.Download download =
        new DataFile.Download("all.zip", zip.length, null, md5(zip), "gzip/first.bin.gz");
    DataFile file =
        new DataFile(
            "first.bin", List.of(), Part.TRAINING, DataFile.Content.RECORDS, 100, null, download);
    Files.createDirectories(data.resolve("packed"));
    Files.write(path("all.zip"), zip);
    assertThat(fetch(NetworkAccess.FORBIDDEN, URI.create("http://localhost/"), file))
        .containsExactly(path("first.bin.gz"));
    assertThat(new StoredFile(path("first.bin.gz")).size()).isEqualTo(FIRST.length);
  }

  @Test
  void aDownloadWithAnMd5IsCheckedByIt() throws IOException {
    byte[] zip = Zips.zip(Map.of("a.ppm", FIRST));
    try (Mirror mirror = new Mirror(Mirror.whole(zip))) {
      assertThat(fetch(NetworkAccess.ALLOWED, mirror.address(), pictures(zip, md5(zip))))
          .containsExactly(path("pictures.zip"));
      assertThat(fetch(NetworkAccess.ALLOWED, mirror.address(), pictures(zip, md5(zip)))).isEmpty();
      Files.delete(path("pictures.zip"));
      assertThatThrownBy(
              () -> fetch(NetworkAccess.ALLOWED, mirror.address(), pictures(zip, md5(FIRST))))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("its checksum differs from the catalogue");
    }
  }

  @Test
  void whatHasNoPublishedChecksumGoesByItsSize() {
    byte[] zip = Zips.zip(Map.of("a.ppm", FIRST));
    Zips.write(path("pictures.zip"), zip);
    DataFile file = pictures(zip, null);
    FileReport report = new Verifier(new DataDirectory(data)).verify(entry(List.of(), file), file);
    assertThat(report.isOk()).isTrue();
    assertThat(report.message())
        .isEqualTo(path("pictures.zip") + ": ok (size only; no checksum has been published)");
  }

  @Test
  void aFolderOfUnpackedPicturesIsThere() throws IOException {
    Files.createDirectories(path("unpacked/Images"));
    DataFile file = pictures(FIRST, null);
    FileReport report = new Verifier(new DataDirectory(data)).verify(entry(List.of(), file), file);
    assertThat(report.isOk()).isTrue();
    assertThat(report.message())
        .isEqualTo(path("unpacked/Images") + ": unpacked; only pictures.zip could be compared");
  }

  private static DataFile pictures(byte[] zip, String md5) {
    return new DataFile(
        "pictures.zip",
        List.of("unpacked/Images"),
        Part.TRAINING,
        DataFile.Content.PICTURES,
        zip.length,
        null,
        new DataFile.Download("pictures.zip", zip.length, null, md5, null));
  }

  private static String md5(byte[] bytes) throws IOException {
    return new Checksum.Expected(Checksum.Kind.MD5, "").found(new ByteArrayInputStream(bytes));
  }

  private Path path(String name) {
    return data.resolve("packed").resolve(name);
  }

  private List<Path> fetch(byte[] archive, NetworkAccess network, URI mirror) {
    DataFile.Download download =
        new DataFile.Download("archive.tar.gz", archive.length, sha256(archive));
    return fetch(
        network,
        mirror,
        file("inner/first.bin", Part.TRAINING, FIRST, download),
        file("inner/second.bin", Part.TEST, SECOND, download));
  }

  private static CatalogueEntry entry(List<URI> mirrors, DataFile... files) {
    return new CatalogueEntry(
        "packed",
        "A packed set",
        "cifar",
        new ImageShape(1, 1, 1),
        List.of("only"),
        1,
        1,
        "",
        "",
        "",
        mirrors,
        List.of(files));
  }

  private List<Path> fetch(NetworkAccess network, URI mirror, DataFile... files) {
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void progress(String file, long done, long total) {}

          @Override
          public void note(String message) {
            notes.add(message);
          }
        };
    return new Fetcher(new DataDirectory(data), network, listener, Duration.ofSeconds(5))
        .fetch(entry(List.of(mirror), files));
  }

  private static DataFile file(String name, Part part, byte[] bytes, DataFile.Download download) {
    return new DataFile(
        name, List.of(), part, DataFile.Content.RECORDS, bytes.length, sha256(bytes), download);
  }

  private static String sha256(byte[] bytes) {
    return new Checksum().add(bytes).hex();
  }

  private static byte[] archive(List<String> names, byte[]... contents) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
      for (int i = 0; i < contents.length; i++) {
        TarArchiveEntry entry = new TarArchiveEntry(names.get(i), true);
        entry.setSize(contents[i].length);
        tar.putArchiveEntry(entry);
        tar.write(contents[i]);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
