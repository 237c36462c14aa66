package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.board.linux.SystemTree;
import bnn4j.cli.doctor.MachineSurvey;
import bnn4j.datasets.DataDirectory;
import bnn4j.foundation.Finding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path scratch;

  @Test
  void aMachineThatCanTrainIsWell() {
    CommandRun command = CommandRun.of("doctor", "--data", scratch);
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .contains("ok java", "ok engine", "ok training", "ok configs", "ok parameters")
        .contains("%d cores".formatted(Runtime.getRuntime().availableProcessors()))
        .contains("-> datasets fetch fashion-mnist, or name --data DIR");
  }

  @Test
  void whatIsThereIsTakenFromTheCatalogueFileByFile() throws IOException {
    touch("mnist/train-images-idx3-ubyte");
    for (String file :
        List.of(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte")) {
      touch("fashion-mnist/" + file + ".gz");
    }
    List<Finding> findings = survey(scratch);
    assertThat(findings)
        .contains(Finding.optional("data set", "mnist: 1 of 4 files", "datasets fetch mnist"))
        .contains(
            Finding.optional(
                "data set",
                "fashion-mnist: differs from the official files: train-images-idx3-ubyte.gz has 0"
                    + " bytes, not 47040016",
                "datasets fetch fashion-mnist"));
  }

  @Test
  void onABoardItsParts() throws IOException {
    Files.createDirectories(scratch.resolve("proc/device-tree"));
    Files.writeString(scratch.resolve("proc/device-tree/compatible"), "xlnx,zynq-7000\0");
    Files.writeString(scratch.resolve("proc/device-tree/model"), "Xilinx Zynq\0");
    assertThat(survey(scratch))
        .contains(Finding.fine("board", "Xilinx Zynq, Zynq-7000"))
        .noneMatch(finding -> finding.state() == Finding.State.MISSING)
        .extracting(Finding::what)
        .endsWith("board", "access", "bitstream", "registers", "buffers");
  }

  @Test
  void aProjectWithoutConfigsIsNotWell() {
    CommandRun command = CommandRun.at(scratch, "doctor", "--data", scratch);
    assertThat(command.code()).isEqualTo(1);
    assertThat(command.out())
        .contains(
            Finding.missing(
                    "configs",
                    "none in " + scratch.resolve("configs"),
                    "start bnn4j with the launchers in bin/, or use your own config")
                .lines())
        .contains("-- parameters     no sets in ")
        .contains("-- runtime jar    not built: ");
  }

  @Test
  void setsOfBothKindsOfOverlaysAreCounted() throws IOException {
    for (String file : new String[] {"mnist/lfcW1A1/classes.txt", "cifar-10/mine/network.yaml"}) {
      Path set = scratch.resolve("params-out").resolve(file);
      Files.createDirectories(set.getParent());
      Files.writeString(set, "");
    }
    assertThat(CommandRun.at(scratch, "doctor", "--data", scratch).out())
        .contains("ok parameters     2 sets in ");
  }

  @Test
  void jsonHasTheSame() throws IOException {
    CommandRun command = CommandRun.of("doctor", "--data", scratch, "--json");
    assertThat(command.code()).isZero();
    JsonNode findings = new JsonMapper().readTree(command.out());
    assertThat(findings.get(0).get("what").asText()).isEqualTo("java");
    assertThat(findings.get(0).get("state").asText()).isEqualTo("FINE");
    assertThat(findings.findValuesAsText("what")).contains("training", "data sets", "board");
    assertThat(findings.findValuesAsText("next")).contains("");
  }

  private List<Finding> survey(Path data) {
    return new MachineSurvey(new DataDirectory(data), new SystemTree(scratch)).findings();
  }

  private void touch(String name) throws IOException {
    Path file = scratch.resolve(name);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }
}
