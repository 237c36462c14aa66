package bnn4j.board.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.bitstream.BitFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;
  private String out;
  private String err;

  private int run(Object... arguments) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    int code =
        Main.run(
            Arrays.stream(arguments).map(Object::toString).toList(),
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(complained, true, StandardCharsets.UTF_8));
    out = printed.toString(StandardCharsets.UTF_8);
    err = complained.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int runOn(String place, Network network, Object... more) {
    Object[] usual = {
      "run",
      "--params",
      network.params(),
      "--input",
      network.input(),
      "--output",
      network.output(),
      "--on",
      place
    };
    Object[] all = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return run(all);
  }

  @Test
  void resultsOfTheEngineAreWrittenAndProgressIsTold() throws IOException {
    Network network = Network.in(folder);
    assertThat(runOn("engine", network, "--images-per-call", 16)).isZero();
    assertThat(err).isEmpty();
    assertThat(out.lines())
        .hasSize(4)
        .startsWith("progress 16 40", "progress 32 40", "progress 40 40");
    assertThat(out.lines().skip(3).findFirst().orElseThrow()).matches("done 40 \\d+\\.\\d{6}");
    assertThat(network.output()).hasBinaryContent(network.expected());
  }

  @Test
  void resultsOfTheSimulationAreTheSame() throws IOException {
    Network network = Network.in(folder);
    assertThat(runOn("simulation", network, "--overlay", "lfc", "--timeout", "5")).isZero();
    assertThat(err).isEmpty();
    assertThat(out.lines()).hasSize(2).startsWith("progress 40 40");
    assertThat(network.output()).hasBinaryContent(network.expected());
  }

  @Test
  void aMachineThatIsNoBoardLeavesNothingBehind() throws IOException {
    Network network = Network.in(folder);
    Path root = Files.createDirectory(folder.resolve("root"));
    assertThat(runOn("board", network, "--root", root)).isEqualTo(2);
    assertThat(out).isEmpty();
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "bnn4j: this machine has no Zynq-7000 or Zynq UltraScale+ chip; run it on a board"
                + " (PYNQ-Z1, PYNQ-Z2, Ultra96), or specify the registers' address with --base\n");
    assertThat(folder).isDirectoryNotContaining("glob:**results*");
  }

  @Test
  void aBitstreamNamedAfterAnotherOverlayIsRefused() throws IOException {
    Network network = Network.in(folder);
    Path bitstream = folder.resolve("cnvW1A1.bit");
    BitFile.write(bitstream, "7z020clg400", new byte[4]);
    assertThat(runOn("board", network, "--bitstream", bitstream)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "bnn4j: %s: by its name it is for overlay cnvW1A1; the parameter set is for lfcW1A1\n"
                .formatted(bitstream));
  }

  @Test
  void anInputThatIsNoWholeImagesIsRefused() throws IOException {
    Network network = Network.in(folder);
    Files.write(network.input(), new byte[105]);
    assertThat(runOn("engine", network)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "bnn4j: %s: 105 bytes; images of lfcW1A1 are 104 bytes each\n"
                .formatted(network.input()));
    Files.delete(network.input());
    assertThat(runOn("engine", network)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines("bnn4j: %s: no such file\n".formatted(network.input()));
  }

  @Test
  void noImagesAreNoResults() throws IOException {
    Network network = Network.in(folder);
    Files.write(network.input(), new byte[0]);
    assertThat(runOn("engine", network)).isZero();
    assertThat(out.lines()).containsExactly("done 0 0.000000");
    assertThat(network.output()).isEmptyFile();
  }

  @Test
  void nonsenseIsRefusedWithOneLine() throws IOException {
    Network network = Network.in(folder);
    assertThat(run("rnu")).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines("bnn4j: unknown command 'rnu'; expected run or doctor\n");
    assertThat(run("run", "--params", folder)).isEqualTo(2);
    assertThat(err).isEqualToNormalizingNewlines("bnn4j: --input is required\n");
    assertThat(run("doctor", "--rot", folder)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines("bnn4j: '--rot' is not an option; expected one of --root\n");
    assertThat(run("doctor", "--root")).isEqualTo(2);
    assertThat(err).isEqualToNormalizingNewlines("bnn4j: --root requires a value\n");
    assertThat(run("doctor", "--root", folder, "--root", folder)).isEqualTo(2);
    assertThat(err).isEqualToNormalizingNewlines("bnn4j: --root is given twice\n");
    wrong(network, "board", "--base", "43x", "an address such as 0x43C00000");
    wrong(network, "board", "--clock", "-1", "a number, not negative");
    wrong(network, "simulation", "--timeout", "0", "a number above 0");
    wrong(network, "simulation", "--timeout", "soon", "a number, not negative");
    wrong(network, "engine", "--images-per-call", "0", "a whole number, at least 1");
    assertThat(runOn("moon", network)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "bnn4j: --on: expected board, simulation or engine, found 'moon'\n");
  }

  private void wrong(Network network, String place, String option, String value, String expected) {
    assertThat(runOn(place, network, option, value)).isEqualTo(2);
    assertThat(err)
        .isEqualToNormalizingNewlines(
            "bnn4j: %s: expected %s, found '%s'\n".formatted(option, expected, value));
  }

  @Test
  void verboseShowsWhereItFailed() {
    assertThat(run("run", "--verbose")).isEqualTo(2);
    assertThat(err).startsWith("bnn4j: --params is required").contains("RunCommand.java");
  }

  @Test
  void helpNamesAllOptions() {
    assertThat(run("--help")).isZero();
    assertThat(out).contains("--params", "--bitstream", "--images-per-call", "doctor");
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void theDoctorSaysWhatIsMissing() throws IOException {
    Files.createDirectories(folder.resolve("proc/device-tree"));
    Files.writeString(folder.resolve("proc/device-tree/compatible"), "xlnx,zynq-7000\0");
    assertThat(run("doctor", "--root", folder)).isEqualTo(1);
    assertThat(out)
        .contains("ok java", "ok board", "!! access", "-- bitstream", "!! buffers")
        .contains("insmod u-dma-buf.ko");
  }
}
