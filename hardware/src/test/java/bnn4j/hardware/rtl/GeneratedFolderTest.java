package bnn4j.hardware.rtl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.simulation.Tool;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.params.RandomParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is generated, and what tools say of it. */
class GeneratedFolderTest {
  @TempDir Path scratch;

  static Stream<Overlay> overlays() {
    return Stream.concat(
        Overlays.published().stream(), Stream.of(SmallOverlays.BITS, SmallOverlays.SCORES));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void verilatorAndIcarusWarnOfNothing(Overlay overlay) throws Exception {
    GeneratedFolder.write(overlay, Optional.empty(), scratch);
    List<String> files = Files.readAllLines(scratch.resolve("sources.f"));
    checkSilent(Tool.VERILATOR, List.of("--lint-only", "-Wall", "--top-module", "overlay"), files);
    checkSilent(Tool.ICARUS, List.of("-g2012", "-Wall", "-s", "overlay", "-o", "out.vvp"), files);
  }

  @Test
  void yosysWarnsOfNothing() throws Exception {
    for (Overlay overlay : List.of(SmallOverlays.BITS, SmallOverlays.SCORES)) {
      Path folder = scratch.resolve(overlay.name());
      GeneratedFolder.write(overlay, Optional.empty(), folder);
      String list = String.join(" ", Files.readAllLines(folder.resolve("sources.f")));
      checkSilent(
          folder,
          Tool.YOSYS,
          List.of(
              "-q",
              "-p",
              "read_verilog -sv " + list + "; hierarchy -check -top overlay; proc; check -assert"),
          List.of());
    }
  }

  private void checkSilent(Tool tool, List<String> options, List<String> files) throws Exception {
    checkSilent(scratch, tool, options, files);
  }

  private static void checkSilent(Path folder, Tool tool, List<String> options, List<String> files)
      throws Exception {
    assumeTrue(tool.find().isPresent(), "skipped: no " + tool + "; " + tool.installCommand());
    List<String> command = new ArrayList<>(List.of(tool.program()));
    command.addAll(options);
    command.addAll(files);
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theModulesByHandAreCopiedUnchanged() throws IOException {
    GeneratedFolder.write(SmallOverlays.BITS, Optional.empty(), scratch);
    assertThat(scratch.resolve("rtl/bnn_mvtu.sv"))
        .hasContent(RtlSources.modules().get("bnn_mvtu.sv"));
    assertThat(scratch.resolve("package.tcl")).content().contains("NOT TESTED");
  }

  @Test
  void parametersBecomeAMemoryFileForEachMemory() throws IOException {
    Overlay overlay = SmallOverlays.BITS;
    GeneratedFolder.write(
        overlay, Optional.of(RandomParameters.of(overlay, 10, new Random(1))), scratch);
    try (Stream<Path> memories = Files.list(scratch.resolve("memories"))) {
      // 16 and 32 PEs with weights, two thresholds in the first layer and one in the second.
      assertThat(memories).hasSize(16 * 3 + 32 * 2);
    }
    assertThat(scratch.resolve("overlay.sv")).content().contains("FOLDER = \"memories\"");
    GeneratedFolder.write(overlay, Optional.empty(), scratch);
    assertThat(scratch.resolve("memories")).isEmptyDirectory();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(scratch.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> GeneratedFolder.write(SmallOverlays.BITS, Optional.empty(), scratch))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            scratch
                + ": contains files that are not generated hardware; specify an empty folder with --out");
    assertThat(scratch).isDirectoryNotContaining("glob:**.sv");
  }
}
