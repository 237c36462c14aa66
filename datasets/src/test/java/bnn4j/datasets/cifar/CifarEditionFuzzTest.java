package bnn4j.datasets.cifar;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.Reading;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.foundation.fuzz.Gzip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Whatever is in an archive of CIFAR-10, or beside its batches, it is read or refused. */
class CifarEditionFuzzTest {
  private static final Path FILE = Attempt.folder("cifar").resolve("a.tar.gz");
  private static final Path NAMES = Attempt.folder("cifar-names").resolve("batches.meta");
  private static final CatalogueEntry CIFAR_10 = Datasets.entry("cifar-10");

  /** The first of its files alone is asked for: more would be more of the same. */
  private static final List<DataFile> FILES = CIFAR_10.files().subList(0, 1);

  private static final byte[] RECORDS = new byte[2 * 3073];
  private static final byte[] TAR = tar("data_batch_1.bin", RECORDS);
  private static final byte[] PICKLES = tar("data_batch_1", Pickle.batch(RECORDS));
  private static final byte[] META =
      "(dVlabel_names\n(lVcat\naVdog\nas.".getBytes(StandardCharsets.US_ASCII);

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  /** Before the batch lies a file whose name is too long for the plain header. */
  private static byte[] tar(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      put(tar, "x".repeat(150), new byte[3]);
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      put(tar, "y".repeat(150), new byte[3]);
      put(tar, "cifar-10/" + name, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void read(Path file, boolean pickled) {
    List<byte[]> records = new CifarEdition(file, pickled, CIFAR_10.shape()).records(FILES);
    new CifarReader(CIFAR_10.shape()).readLabeled(FILES, records, CIFAR_10.classNames());
  }

  @Property
  void aBrokenArchiveIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, TAR), file -> read(file, false));
    Attempt.refuses(FILE, Gzip.pack(Edit.apply(edits, TAR)), file -> read(file, false));
    Attempt.refuses(FILE, Edit.apply(edits, Gzip.pack(TAR)), file -> read(file, false));
    Attempt.refuses(FILE, Gzip.pack(Edit.apply(edits, PICKLES)), file -> read(file, true));
  }

  @Property
  void brokenNamesOfClassesAreReadOrSaidToBeBroken(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(
        NAMES,
        Edit.apply(edits, META),
        file -> StoredClassNames.compare(file.getParent(), CIFAR_10.classNames(), Reading.STRICT));
  }
}
