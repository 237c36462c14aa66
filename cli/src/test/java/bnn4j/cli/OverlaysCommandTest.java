package bnn4j.cli;

import static bnn4j.cli.CommandRun.done;
import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.finnthesizer.ConfigHeader;
import bnn4j.overlay.Overlays;
import org.junit.jupiter.api.Test;

class OverlaysCommandTest {
  @Test
  void listShowsThePublishedOverlays() {
    assertThat(CommandRun.of("overlays", "list"))
        .isEqualTo(
            done(
                "overlay    input            output            layers classes",
                "lfcW1A1    1x28x28 1-bit    bit per class          4   1..64",
                "lfcW1A2    1x28x28 1-bit    bit per class          4   1..64",
                "cnvW1A1    3x32x32 8-bit    16-bit scores          9   1..64",
                "cnvW1A2    3x32x32 8-bit    16-bit scores          9   1..64",
                "cnvW2A2    3x32x32 8-bit    16-bit scores          9   1..64"));
  }

  @Test
  void showTellsFoldingMemoriesAndCyclesOfEachLayer() {
    CommandRun command = CommandRun.of("overlays", "show", "lfc");
    assertThat(command.code()).isZero();
    assertThat(command.lines()).hasSize(7);
    assertThat(command.lines().get(0)).startsWith("lfcW1A1: W1A1, input 1x28x28 1-bit (13 words)");
    assertThat(command.lines().get(2))
        .matches(" +0 dense +1024 +832 +0/48 +64 +32 +416 +32 +1 +POPCOUNT .* 416");
    assertThat(command.lines().get(6))
        .isEqualTo("slowest layer: 512 cycles per image, at most 195313 images/s at 100 MHz");
  }

  @Test
  void showTakesAYamlFileAsGivenOrFromTheConfigs() {
    CommandRun known = CommandRun.of("overlays", "show", "lfcSmall.yaml");
    assertThat(known.lines().get(0))
        .isEqualTo("lfcSmall: W1A1, input 1x28x28 1-bit (13 words), output 1 words, 1..64 classes");
    assertThat(known.lines().get(2))
        .matches(" +0 dense +256 +832 +0/48 +64 +16 +208 +16 +1 +POPCOUNT .* 208");
    assertThat(CommandRun.of("overlays", "show", "../configs/overlays/lfcSmall.yaml"))
        .isEqualTo(known);
  }

  @Test
  void showCanPrintTheConstantsForTheSynthesis() {
    CommandRun command = CommandRun.of("overlays", "show", "cnvW2A2", "--config-h");
    assertThat(command.code()).isZero();
    assertThat(command.out()).isEqualTo(ConfigHeader.of(Overlays.named("cnvW2A2")));
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(CommandRun.of("overlays", "show", "lfcW3A3"))
        .isEqualTo(
            refused(
                "bnn4j overlays show: overlay 'lfcW3A3' is unknown; known names: lfcW1A1, lfcW1A2,"
                    + " cnvW1A1, cnvW1A2, cnvW2A2 (lfc and cnv are short for W1A1)"));
    assertThat(CommandRun.of("overlays", "show"))
        .isEqualTo(
            refused(
                "bnn4j overlays show: Missing required parameter: 'NAME|FILE'",
                "Try 'bnn4j overlays show --help'."));
    assertThat(CommandRun.of("overlays", "lst"))
        .isEqualTo(
            refused(
                "bnn4j overlays: Unmatched argument at index 1: 'lst'",
                "Did you mean: overlays list?",
                "Commands: from, list, show",
                "Try 'bnn4j overlays --help'."));
  }
}
