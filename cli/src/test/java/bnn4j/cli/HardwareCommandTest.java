package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardwareCommandTest {
  @TempDir Path scratch;

  @Test
  void anOverlayBecomesAFolderOfSystemVerilog() throws Exception {
    Path out = scratch.resolve("lfc");
    CommandRun run = CommandRun.of("hardware", "generate", "lfc", "--out", out.toString());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo("lfcW1A1: 21 files in %s, top module overlay; 512 cycles per image%n", out);
    assertThat(Files.readAllLines(out.resolve("sources.f")))
        .contains("rtl/bnn_mvtu.sv", "bnn_network.sv")
        .endsWith("overlay.sv")
        .allSatisfy(file -> assertThat(out.resolve(file)).isRegularFile());
  }

  @Test
  void anOwnOverlayKeepsTheWordsThatWait() throws Exception {
    Path yaml = scratch.resolve("own.yaml");
    Files.writeString(
        yaml,
        """
        name: own
        precision: W1A1
        input: {channels: 1, dimension: 9, bits: 1}
        layers:
        - convolution: {kernel: 2, channels: 6, simd: 2, pe: 3, fifo: 17}
        - dense: {neurons: 12, simd: 6, pe: 4}
        """);
    Path out = scratch.resolve("own");
    CommandRun run =
        CommandRun.of("hardware", "generate", yaml.toString(), "--out", out.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(out.resolve("bnn_network.sv")).content().contains(".SLACK(17)");
    assertThat(out.resolve("overlay.yaml")).content().contains("simd: 2, pe: 3, fifo: 17");
  }

  @Test
  void anUnknownOverlayIsRefused() {
    CommandRun run = CommandRun.of("hardware", "generate", "lfcW3A3", "--out", scratch.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("overlay 'lfcW3A3' is unknown").hasLineCount(1);
  }
}
