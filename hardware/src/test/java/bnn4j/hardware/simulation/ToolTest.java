package bnn4j.hardware.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {
  @TempDir Path scratch;

  @Test
  void missingToolsAreNamedWithTheCommandThatInstallsThem() {
    assertThatThrownBy(() -> Tool.require("--on rtl", Tool.FOR_SIMULATION, scratch.toString()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "--on rtl needs verilator, g++, make, which are not in the PATH; install with: apt-get"
                + " install verilator g++ make");
  }

  @Test
  void toolsThatAreThereAreNotMissing() throws Exception {
    for (Tool tool : Tool.FOR_SIMULATION) {
      Path program = Files.createFile(scratch.resolve(tool.program()));
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    Tool.require("--on rtl", Tool.FOR_SIMULATION, scratch.toString());
  }
}
