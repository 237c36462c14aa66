package bnn4j.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.DataFile;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.DataFile.Download;
import bnn4j.datasets.Part;
import bnn4j.datasets.Zips;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.Gzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Whatever a mirror sends as an archive, it is unpacked or refused. */
class ArchiveFuzzTest {
  private static final Path FOLDER = Attempt.folder("archive");
  private static final byte[] CONTENT = new byte[100];
  private static final byte[] ZIP = Zips.zip(Map.of("d/one.bin", CONTENT));
  private static final byte[] TAR = tar();
  private static final byte[] TAR_GZ = Gzip.pack(TAR);

  private static final DataFile WANTED =
      new DataFile(
          "d/one.bin",
          List.of(),
          Part.TEST,
          Content.RECORDS,
          CONTENT.length,
          null,
          new Download("a.zip", 1, null));

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] tar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry("d/one.bin");
      entry.setSize(CONTENT.length);
      tar.putArchiveEntry(entry);
      tar.write(CONTENT);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void unpack(Path file) {
    Archive.unpack(file, List.of(WANTED), FOLDER.resolve("out"));
  }

  @Property
  void aBrokenArchiveIsUnpackedOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FOLDER.resolve("a.zip"), Edit.apply(edits, ZIP), ArchiveFuzzTest::unpack);
    Attempt.refuses(FOLDER.resolve("a.tar.gz"), Edit.apply(edits, TAR_GZ), ArchiveFuzzTest::unpack);
    Attempt.refuses(FOLDER.resolve("a.tar.gz"), Edit.apply(edits, TAR), ArchiveFuzzTest::unpack);
  }

  @Property
  void aZipThatLiesIsUnpackedOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] zip = BrokenZip.of(Map.of("d/one.bin", CONTENT), edits);
    Attempt.refuses(FOLDER.resolve("a.zip"), zip, ArchiveFuzzTest::unpack);
  }

  @Example
  void whatOnceBrokeAReaderIsUnpackedOrRefused() {
    for (Path file : Attempt.corpus("archive")) {
      assertThat(Attempt.refuses(() -> unpack(file))).as(file.toString()).isTrue();
    }
  }
}
