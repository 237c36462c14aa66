package bnn4j.offload.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Whatever is in an array or a pickled dictionary of arrays, it is read or refused. */
class NpyFileFuzzTest {
  private static final Path FILE = Attempt.folder("npy").resolve("a.npy");
  private static final Path PACKED = Attempt.folder("npy").resolve("a.npy.bz2");
  private static final byte[] ARRAY = array();
  private static final byte[] PACKED_ARRAY = packed();
  private static final byte[] DICTIONARY = dictionary();

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static byte[] npy(String header, byte[] data) {
    String padded = header + " ".repeat(63 - header.length() % 64) + "\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(padded.length());
    out.write(padded.length() >> Byte.SIZE);
    out.writeBytes(padded.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(data);
    return out.toByteArray();
  }

  private static byte[] array() {
    return npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", new byte[24]);
  }

  /** What numpy pickles of {@code np.array({'a': np.ones(2, np.float32)}, dtype=object)}. */
  private static byte[] dictionary() {
    String pickle =
        """
        cnumpy.core.multiarray
        _reconstruct
        (cnumpy
        ndarray
        (I0
        tS'b'
        tR(I1
        (tcnumpy
        dtype
        (S'O8'
        I0
        I1
        tR(I3
        S'|'
        NNNI-1
        I-1
        I63
        tbI00
        (l(dS'a'
        cnumpy.core.multiarray
        _reconstruct
        (cnumpy
        ndarray
        (I0
        tS'b'
        tR(I1
        (I2
        tcnumpy
        dtype
        (S'f4'
        I0
        I1
        tR(I3
        S'<'
        NNNI-1
        I-1
        I0
        tbI00
        S'abcdefgh'
        tbsatb.""";
    return npy(
        "{'descr': '|O', 'fortran_order': False, 'shape': (), }",
        pickle.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] packed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
      out.write(ARRAY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void read(Path file) {
    NpyFile.read(file, 2, 3);
  }

  @Example
  void theSeedsAreWhole() throws IOException {
    assertThat(Attempt.refuses(FILE, array(), NpyFileFuzzTest::read)).isFalse();
    assertThat(Attempt.refuses(PACKED, packed(), NpyFileFuzzTest::read)).isFalse();
    assertThat(Attempt.refuses(FILE, dictionary(), NpyFile::readDictionary)).isFalse();
    assertThat(NpyFile.readDictionary(FILE)).containsOnlyKeys("a");
  }

  @Example
  void numbersThatAreNoneAreRefused() {
    byte[] array = array();
    array[array.length - 1] = 0x7f;
    array[array.length - 2] = (byte) 0xc0;
    assertThatThrownBy(() -> Attempt.refuses(FILE, array, NpyFileFuzzTest::readOrTell))
        .hasMessageContaining("number 5 is NaN; the file is damaged");
  }

  /** What it refuses with becomes visible. */
  private static void readOrTell(Path file) {
    try {
      read(file);
    } catch (Refusal e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Example
  void lengthsOfWhichTheProductIsTooLargeForAnyNumberAreRefused() {
    String text = new String(dictionary(), StandardCharsets.ISO_8859_1);
    String lengths = "(I4611686018427387904\nI4611686018427387904\nt";
    byte[] broken = text.replace("(I2\nt", lengths).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(broken).isNotEqualTo(dictionary());
    assertThat(Attempt.refuses(FILE, broken, NpyFile::readDictionary)).isTrue();
  }

  /** A megabyte of numbers, under a thousand names. */
  @Example
  void arraysThatShareTheirNumbersAreRefused() {
    int size = 1 << 20;
    String text = new String(dictionary(), StandardCharsets.ISO_8859_1);
    String array = text.substring(text.indexOf("S'a'\n") + 5, text.length() - "satb.".length());
    String large =
        array
            .replace("(I2\nt", "(I" + size / Float.BYTES + "\nt")
            .replace("S'abcdefgh'\n", "S'" + "\0".repeat(size) + "'\n");
    String names =
        IntStream.range(0, 1000).mapToObj("S'n%d'\ng7\ns"::formatted).collect(Collectors.joining());
    byte[] bomb =
        text.replace(array, large + "p7\n")
            .replace("satb.", "s" + names + "atb.")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Attempt.refuses(FILE, bomb, NpyFile::readDictionary)).isTrue();
  }

  @Example
  void whatUnpacksToFarMoreThanItIsIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(array());
      out.write(new byte[20_000_000]);
    }
    assertThat(Attempt.refuses(PACKED, bytes.toByteArray(), NpyFileFuzzTest::read)).isTrue();
    assertThatThrownBy(() -> read(PACKED)).hasMessageContaining(" bytes unpacked, found more");
  }

  @Property
  void aBrokenArrayIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, ARRAY), NpyFileFuzzTest::read);
  }

  @Example
  void whatWentWrongOnceDoesSoNoMore() throws IOException {
    for (Path file : Attempt.corpus("npy")) {
      assertThat(Attempt.refuses(FILE, Files.readAllBytes(file), NpyFileFuzzTest::read))
          .as(file.toString())
          .isTrue();
    }
  }

  @Property
  void aBrokenPackedArrayIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(PACKED, Edit.apply(edits, PACKED_ARRAY), NpyFileFuzzTest::read);
  }

  @Property
  void aBrokenDictionaryIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(FILE, Edit.apply(edits, DICTIONARY), NpyFile::readDictionary);
  }
}
