package bnn4j.hardware.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.estimate.TargetBoard;
import bnn4j.hardware.rtl.Design;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YosysTest {
  private static final String SMALL =
      """
      name: small
      precision: W1A1
      input: {channels: 1, dimension: 8, bits: 1}
      layers:
      - dense: {neurons: 32, simd: 16, pe: 8}
      - dense: {neurons: 10, simd: 8, pe: 4}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void thereIsYosys() {
    assumeTrue(
        YosysProgram.find().isPresent(),
        "skipped: no yosys; install with: " + YosysProgram.INSTALL);
  }

  @Test
  void aSmallOverlayTakesAboutWhatTheEstimateSays() throws Exception {
    Pipeline pipeline = Pipeline.of(OverlayFile.of("small.yaml", SMALL));
    LogicSynthesis found =
        Yosys.synthesize(
            Design.of(pipeline),
            TargetBoard.Family.SERIES_7,
            YosysProgram.require(Optional.empty()),
            Optional.of(folder));
    Estimate estimate = Estimate.of(pipeline, TargetBoard.PYNQ_Z1);
    assertThat(found.layers()).hasSize(2);
    assertThat(found.layers()).allSatisfy(layer -> assertThat(layer.lut()).isPositive());
    assertThat(found.total().bram18()).isZero();
    assertThat(found.total().dsp()).isZero();
    Resources expected = estimate.total();
    assertThat((double) found.total().lut() / expected.lut()).isCloseTo(1, within(0.3));
    assertThat((double) found.total().ff() / expected.ff()).isCloseTo(1, within(0.3));
    assertThat(found.megabytes()).isPositive();
    assertThat(folder.resolve("synthesis.ys")).exists();
    assertThat(Files.readString(folder.resolve("synthesis.ys"))).contains("-family xc7");
    SynthesisReport report = new SynthesisReport(estimate, found);
    assertThat(report.text()).contains("0 dense 64x32", "registers, DMA", "total", "on pynq-z1");
    assertThat(report.json()).contains("\"basis\" : \"synthesis\"", "\"fits\" : true");
  }

  @Test
  void npmsYosysSynthesizesToo() {
    Optional<Path> npms = YosysProgram.Places.ofThisProcess().npmPackage();
    assumeTrue(npms.isPresent(), "skipped: no @yowasp/yosys; npm install @yowasp/yosys");
    YosysProgram yosys = YosysProgram.require(npms.map(Path::toString));
    Pipeline pipeline = Pipeline.of(OverlayFile.of("small.yaml", SMALL));
    LogicSynthesis found =
        Yosys.synthesize(Design.of(pipeline), TargetBoard.Family.SERIES_7, yosys, Optional.empty());
    assertThat(found.tool()).startsWith("Yosys").endsWith("from npm");
    assertThat(
            (double) found.total().lut() / Estimate.of(pipeline, TargetBoard.PYNQ_Z1).total().lut())
        .isCloseTo(1, within(0.3));
  }
}
