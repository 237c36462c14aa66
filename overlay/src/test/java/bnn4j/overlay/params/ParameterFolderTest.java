package bnn4j.overlay.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.network.OutputCode;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading: what loads, with which meaning, and what is refused, with the whole message. */
class ParameterFolderTest {
  private static final Overlay LFC = Overlays.named("lfcW1A1");
  private static final Overlay CNV = Overlays.named("cnvW1A1");

  @TempDir Path scratch;
  private Path folder;

  @BeforeEach
  void writeAWholeSet() {
    folder = scratch.resolve("set");
    ParameterFolder.write(RandomParameters.of(LFC, 10, new Random(1)), folder);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(Refusal.class).hasMessage(message);
  }

  private void readingIsRefused(String message) {
    refused(() -> ParameterFolder.read(folder, LFC), message);
  }

  private void resize(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  @Test
  void whatIsWrittenReadsTheSame() {
    for (Overlay overlay : Overlays.published()) {
      ParameterSet set = RandomParameters.of(overlay, 11, new Random(2));
      Path written = scratch.resolve(overlay.name());
      ParameterFolder.write(set, written);
      assertThat(ParameterFolder.recognise(written)).isSameAs(overlay);
      LoadedParameters loaded = ParameterFolder.load(written, overlay);
      assertThat(loaded.warnings()).isEmpty();
      assertThat(loaded.parameters()).isEqualTo(set);
    }
  }

  @Test
  void wordsAreLittleEndianAndNamesHaveNoFinalLineEnd() throws IOException {
    ParameterSet set = ParameterFolder.read(folder, LFC);
    byte[] bytes = Files.readAllBytes(folder.resolve("1-63-weights.bin"));
    long word = set.layers().get(1).weights()[63][0];
    assertThat(bytes).hasSize(4096);
    assertThat(bytes[0]).isEqualTo((byte) word);
    assertThat(bytes[3]).isEqualTo((byte) (word >>> 24));
    assertThat(Files.readString(folder.resolve("classes.txt")))
        .startsWith("class 0\nclass 1\n")
        .endsWith("class 9");
  }

  @Test
  void aMissingFolderIsRefused() {
    Path missing = scratch.resolve("missing");
    refused(
        () -> ParameterFolder.read(missing, LFC),
        missing + " is missing; expected a parameter folder");
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() {
    Path file = folder.resolve("classes.txt");
    refused(
        () -> ParameterFolder.recognise(file), file + " is a file; expected a parameter folder");
  }

  @Test
  void aTruncatedFileIsRefused() throws IOException {
    resize("1-7-weights.bin", 4088);
    readingIsRefused(
        folder.resolve("1-7-weights.bin")
            + " has 4088 bytes, expected 4096 (512 words of 8) for overlay lfcW1A1");
  }

  @Test
  void aFileOfBrokenWordsIsRefused() throws IOException {
    resize("0-31-thres.bin", 255);
    readingIsRefused(
        folder.resolve("0-31-thres.bin")
            + " has 255 bytes, not a multiple of 8, expected 256 (32 words of 8)"
            + " for overlay lfcW1A1");
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws IOException {
    resize("3-0-weights.bin", 4104);
    readingIsRefused(
        folder.resolve("3-0-weights.bin")
            + " has 4104 bytes, expected 4096 (512 words of 8) for overlay lfcW1A1");
  }

  @Test
  void aMissingFileIsRefused() throws IOException {
    Files.delete(folder.resolve("2-5-thres.bin"));
    readingIsRefused(
        folder.resolve("2-5-thres.bin")
            + " is missing, expected 256 bytes (32 words of 8) for overlay lfcW1A1");
  }

  @Test
  void aSetForAnotherOverlayIsRefusedWithItsName() {
    refused(
        () -> ParameterFolder.read(folder, Overlays.named("lfcW1A2")),
        folder.resolve("0-0-thres.bin")
            + " has 256 bytes, expected 512 (64 words of 8) for overlay lfcW1A2;"
            + " the folder is for lfcW1A1, use that overlay");
    refused(
        () -> ParameterFolder.read(folder, CNV),
        folder.resolve("0-0-weights.bin")
            + " has 3328 bytes, expected 288 (36 words of 8) for overlay cnvW1A1;"
            + " the folder is for lfcW1A1, use that overlay");
  }

  @Test
  void aFolderForNoOverlayIsRefusedWithTheClosest() throws IOException {
    resize("1-7-weights.bin", 8);
    Files.delete(folder.resolve("2-5-thres.bin"));
    refused(
        () -> ParameterFolder.recognise(folder),
        folder
            + " does not match any published overlay: of the 288 files of lfcW1A1 (the closest), 2"
            + " do not fit: 1-7-weights.bin has 8 bytes, expected 4096 (512 words of 8),"
            + " and so on");
  }

  /** The older generator padded 47 classes to 48 neurons: 3 for each of 16 PEs. */
  private void shortenLastLayer(int neuronsPerPe) throws IOException {
    for (int pe = 0; pe < 16; pe++) {
      resize("3-%d-weights.bin".formatted(pe), neuronsPerPe * 128 * 8);
      resize("3-%d-thres.bin".formatted(pe), neuronsPerPe * 8);
    }
  }

  @Test
  void wordsThatAnOlderGeneratorLeftOutOfTheLastLayerAreZeros() throws IOException {
    ParameterSet whole = ParameterFolder.read(folder, LFC);
    shortenLastLayer(3);
    LoadedParameters loaded = ParameterFolder.load(folder, LFC);
    assertThat(loaded.warnings())
        .containsExactly(
            "layer 3 has 48 of 64 neurons, as written by an older generator; the missing"
                + " words are read as zeros, as in the original");
    assertThat(ParameterFolder.recognise(folder)).isSameAs(LFC);
    long[] expected = whole.layers().get(3).weights()[5].clone();
    Arrays.fill(expected, 384, 512, 0);
    LayerMemory last = loaded.parameters().layers().get(3);
    assertThat(last.weights()[5]).isEqualTo(expected);
    assertThat(last.thresholds()[5]).hasSize(4).endsWith(0);
  }

  @Test
  void oneShortFileAmongWholeOnesOfTheLastLayerIsRefused() throws IOException {
    resize("3-4-weights.bin", 3072);
    readingIsRefused(
        folder.resolve("3-4-weights.bin")
            + " has 3072 bytes, expected 4096 (512 words of 8) for overlay lfcW1A1");
  }

  @Test
  void oneShorterFileAmongShortOnesOfTheLastLayerIsRefused() throws IOException {
    shortenLastLayer(3);
    resize("3-4-thres.bin", 16);
    readingIsRefused(
        folder.resolve("3-4-thres.bin")
            + " has 16 bytes, expected 24 (3 words of 8) for overlay lfcW1A1");
  }

  @Test
  void aLastLayerTooShortForTheClassesIsRefused() throws IOException {
    shortenLastLayer(3);
    Files.writeString(folder.resolve("classes.txt"), "x\n".repeat(49));
    readingIsRefused(
        folder
            + ": the files of layer 3 contain 48 neurons, but classes.txt names 49 classes; one of"
            + " them is truncated");
  }

  @Test
  void thresholdsThatTheLastLayerHasNoUseForAreIgnored() throws IOException {
    Path cnv = scratch.resolve("cnv");
    ParameterSet set = RandomParameters.of(CNV, 10, new Random(3));
    ParameterFolder.write(set, cnv);
    Files.write(cnv.resolve("8-0-thres.bin"), new byte[24]);
    Files.write(cnv.resolve("8-1-thres.bin"), new byte[24]);
    LoadedParameters loaded = ParameterFolder.load(cnv, CNV);
    assertThat(loaded.warnings())
        .containsExactly(
            "cnvW1A1 does not use 8-0-thres.bin, 8-1-thres.bin; it is ignored, as in the original");
    assertThat(loaded.parameters()).isEqualTo(set);
  }

  @Test
  void classNamesAreStrippedAndEmptyLinesKept() throws IOException {
    Files.writeString(folder.resolve("classes.txt"), " one\r\ntwo \r\n\r\nthree\r\n\r\n");
    LoadedParameters loaded = ParameterFolder.load(folder, LFC);
    assertThat(loaded.parameters().classNames()).containsExactly("one", "two", "", "three", "");
    assertThat(loaded.warnings())
        .containsExactly(
            "classes.txt: line 3 is empty; it counts as a class without a name,"
                + " as in the original");
  }

  @Test
  void aFinalLineEndIsNoFurtherClass() throws IOException {
    Files.writeString(folder.resolve("classes.txt"), "one\ntwo\n");
    assertThat(ParameterFolder.read(folder, LFC).classNames()).containsExactly("one", "two");
  }

  @Test
  void namesThatRepeatAsAWholeAreTheLevelsOfALadder() throws IOException {
    Path classes = folder.resolve("classes.txt");
    Files.writeString(classes, "cat\ndog\n".repeat(3));
    ParameterSet ladder = ParameterFolder.read(folder, LFC);
    assertThat(ladder.outputs()).isEqualTo(6);
    assertThat(ladder.levels()).isEqualTo(3);
    assertThat(ladder.classes()).isEqualTo(2);
    assertThat(ladder.classNames()).containsExactly("cat", "dog");
    Files.writeString(classes, "cat\ndog\ncat\n");
    ParameterSet bits = ParameterFolder.read(folder, LFC);
    assertThat(bits.levels()).isEqualTo(1);
    assertThat(bits.classNames()).containsExactly("cat", "dog", "cat");
  }

  @Test
  void whatAFolderSaysOfItsOutputsCountsMoreThanNamesThatRepeat() throws IOException {
    Files.writeString(folder.resolve("classes.txt"), "cat\ndog\n".repeat(3));
    Path output = Files.writeString(folder.resolve("output.yaml"), "thresholds-per-class: 1\n");
    ParameterSet bits = ParameterFolder.read(folder, LFC);
    assertThat(bits.output()).isEqualTo(OutputCode.BITS);
    assertThat(bits.classes()).isEqualTo(6);
    Path copy = folder.resolveSibling("copy");
    ParameterFolder.write(bits, copy);
    assertThat(ParameterFolder.read(copy, LFC).classes()).isEqualTo(6);

    Files.writeString(output, "thresholds-per-class: 2\n");
    ParameterSet ladder = ParameterFolder.read(folder, LFC);
    assertThat(ladder.output()).isEqualTo(OutputCode.thresholds(2));
    assertThat(ladder.classes()).isEqualTo(3);
    ParameterFolder.write(ladder, copy);
    assertThat(ParameterFolder.read(copy, LFC).output()).isEqualTo(ladder.output());
    assertThat(copy.resolve("classes.txt")).hasContent("cat\ndog\ncat\ncat\ndog\ncat");

    Files.writeString(output, "thresholds-per-class: 4\n");
    readingIsRefused(
        folder + ": output.yaml: 4 thresholds for each class, but classes.txt has 6 lines");
    Files.writeString(output, "thresholds-per-class: some\n");
    readingIsRefused(
        folder
            + ": output.yaml, line 1: thresholds-per-class: expected a whole number, found 'some'");
  }

  @Test
  void missingOrEmptyOrTooManyClassNamesAreRefused() throws IOException {
    Path classes = folder.resolve("classes.txt");
    Files.writeString(
        classes, IntStream.range(0, 65).mapToObj(i -> "x" + i).collect(Collectors.joining("\n")));
    readingIsRefused(folder + ": 65 class names; lfcW1A1 supports 1 to 64 classes");
    Files.writeString(classes, "");
    readingIsRefused(classes + " is empty; expected one class name per line");
    Files.write(classes, "Stra\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    readingIsRefused(classes + ": expected text in UTF-8, found other bytes");
    Files.delete(classes);
    readingIsRefused(classes + " is missing; expected one class name per line");
  }

  @Test
  void foldersAndOtherFilesBesideTheMemoriesAreNoMemories() throws IOException {
    Files.createDirectory(folder.resolve("9-9-thres.bin"));
    Files.writeString(folder.resolve("card.yaml"), "accuracy: 1");
    assertThat(ParameterFolder.load(folder, LFC).warnings()).isEmpty();
    Files.delete(folder.resolve("0-0-thres.bin"));
    Files.createDirectory(folder.resolve("0-0-thres.bin"));
    readingIsRefused(
        folder.resolve("0-0-thres.bin")
            + " is missing, expected 256 bytes (32 words of 8) for overlay lfcW1A1");
  }

  @Test
  void aSetWithMemoriesOfOtherLengthsCannotBeMade() {
    ParameterSet set = ParameterFolder.read(folder, LFC);
    List<LayerMemory> three = set.layers().subList(0, 3);
    refused(
        () -> new ParameterSet(LFC, three, set.classNames()),
        "lfcW1A1 has 4 layers, the parameter set 3");
    refused(
        () -> new ParameterSet(Overlays.named("lfcW1A2"), set.layers(), set.classNames()),
        "layer 0, PE 0: 32 threshold words, expected 64");
    List<LayerMemory> swapped =
        List.of(set.layers().get(1), set.layers().get(0), set.layers().get(2), set.layers().get(3));
    refused(
        () -> new ParameterSet(LFC, swapped, set.classNames()),
        "layer 0: weight memories of 64 PEs, expected 32");
  }
}
