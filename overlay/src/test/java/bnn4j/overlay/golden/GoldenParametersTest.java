package bnn4j.overlay.golden;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.params.LoadedParameters;
import bnn4j.overlay.params.ParameterFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The folders of the original and its generator, as read and written here. */
class GoldenParametersTest {
  @TempDir Path scratch;

  static List<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void foldersAreRecognisedAndRewrittenToTheByte(GoldenCase golden) throws IOException {
    Path folder = Shared.unpack(golden.archive(), scratch).resolve(golden.inner());
    assertThat(ParameterFolder.recognise(folder)).isSameAs(golden.overlay());
    LoadedParameters loaded = ParameterFolder.load(folder, golden.overlay());
    Path rewritten = scratch.resolve("rewritten");
    ParameterFolder.write(loaded.parameters(), rewritten);
    assertThat(ParameterFolder.read(rewritten, golden.overlay())).isEqualTo(loaded.parameters());
    if (loaded.warnings().isEmpty()) {
      assertSameMemories(folder, rewritten);
    }
  }

  private static void assertSameMemories(Path expected, Path found) throws IOException {
    try (Stream<Path> files = Files.list(expected)) {
      List<Path> memories = files.filter(f -> f.toString().endsWith(".bin")).toList();
      assertThat(memories).hasSizeGreaterThan(50);
      for (Path file : memories) {
        Path name = file.getFileName();
        assertThat(found.resolve(name)).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void houseNumbersOfAnOlderGeneratorLoadWithTheOriginalsMeaning() throws IOException {
    Path archive = Shared.path("golden/parameters/streetview-cnvW1A1.tar.xz");
    Path folder = Shared.unpack(archive, scratch).resolve("streetview/cnvW1A1");
    LoadedParameters loaded = ParameterFolder.load(folder, ParameterFolder.recognise(folder));
    assertThat(loaded.parameters().classNames())
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "");
    assertThat(loaded.parameters().layers().get(8).weights()[0]).hasSize(8192).endsWith(0);
    assertThat(loaded.warnings())
        .containsExactly(
            "layer 8 has 12 of 64 neurons, as written by an older generator; the missing"
                + " words are read as zeros, as in the original",
            "cnvW1A1 does not use 8-0-thres.bin, 8-1-thres.bin, 8-2-thres.bin,"
                + " 8-3-thres.bin; it is ignored, as in the original",
            "classes.txt: line 11 is empty; it counts as a class without a name,"
                + " as in the original");
  }
}
