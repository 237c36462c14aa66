package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.golden.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same jar on Spark 4, on threads of this machine. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are shell scripts")
class Spark4IT {
  @TempDir static Path scratch;
  private static SparkHome home;
  private static Path images;

  @BeforeAll
  static void unpack() throws Exception {
    images =
        Shared.unpack(Shared.path("datasets/mnist.tar.xz"), scratch)
            .resolve("mnist/t10k-images-idx3-ubyte");
    home = SparkHome.make("4", "local");
  }

  private static Command infer(Path out) throws Exception {
    return Command.run(
        home,
        "infer",
        "mnist/lfcW1A1",
        "--master",
        "local[2]",
        "--input",
        images.toString(),
        "--out",
        out.toString());
  }

  @Test
  void theTableIsThatOfOneMachine() throws Exception {
    Path here = scratch.resolve("here.csv");
    OneMachine.run("infer", "mnist/lfcW1A1", "--input", images, "--csv", here);
    Path there = scratch.resolve("there.csv");
    Command run = infer(there);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(there).hasSameTextualContentAs(here);

    Path parquet = scratch.resolve("there");
    Command again = infer(parquet);
    assertThat(again.code()).as(again.err()).isZero();
    List<String> rows = new ArrayList<>(List.of("index,file,class,name,score"));
    try (Stream<Path> parts = Files.list(parquet)) {
      for (Path part : parts.filter(p -> p.toString().endsWith(".parquet")).sorted().toList()) {
        read(part, rows);
      }
    }
    assertThat(rows).isEqualTo(Files.readAllLines(here));
  }

  private static void read(Path part, List<String> rows) throws IOException {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(part.toUri()))
            .withConf(new Configuration())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(
            "%d,%s,%d,%s,%d"
                .formatted(
                    row.getLong("index", 0),
                    row.getString("file", 0),
                    row.getInteger("class", 0),
                    row.getString("name", 0),
                    row.getInteger("score", 0)));
      }
    }
  }

  @Test
  void whatIsThereAlreadyIsKept() throws Exception {
    Path there = Files.writeString(scratch.resolve("kept.csv"), "mine");
    Command run = infer(there);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("exists; delete it or choose another");
    assertThat(there).hasContent("mine");
  }

  @Test
  void whatIsMissingIsTold() throws Exception {
    Command run =
        Command.run(
            home,
            "check-accuracy",
            "mnist/lfcW1A1",
            "cifar-10/cnvW1A1",
            "--master",
            "local",
            "--input",
            "/no/such/folder");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("/no/such/folder: there is no such file or folder");
  }

  @Test
  void aMasterThatDoesNotAnswerIsTold() throws Exception {
    Command run =
        Command.run(
            home,
            "check-accuracy",
            "mnist/lfcW1A1",
            "--master",
            "spark://127.0.0.1:1",
            "--input",
            images.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--master spark://127.0.0.1:1: no master answers");
  }
}
