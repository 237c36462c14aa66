package bnn4j.cli;

import static bnn4j.cli.CommandRun.done;
import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParamsCommandTest {
  private static final String HEADING =
      "set                              network     classes   exported  dataset";

  @TempDir Path scratch;

  @Test
  void listShowsEverySetUnderParamsOut() {
    BlankSet.write("lfcW1A2", 47, scratch.resolve("params-out/letters/lfcW1A2"));
    BlankSet.write("cnvW1A1", 10, scratch.resolve("params-out/cifar-10/cnvW1A1"));
    assertThat(CommandRun.at(scratch, "params", "list"))
        .isEqualTo(
            done(
                HEADING,
                "cifar-10/cnvW1A1                 cnvW1A1          10    unknown  unknown",
                "letters/lfcW1A2                  lfcW1A2          47    unknown  unknown"));
  }

  @Test
  void listShowsWhatIsOnTheCards() {
    TrainedRun run = TrainedRun.get();
    String said = run.command().out().replaceFirst("(?s).*exported ([0-9.]+ %).*", "$1");
    assertThat(CommandRun.of("params", "list", run.folder()))
        .isEqualTo(
            done(
                HEADING,
                "params/mnist/lfcW1A1             lfcW1A1          10 %10s  mnist"
                    .formatted(said)));
    assertThat(CommandRun.of("params", "list", run.parameters()).lines().get(1))
        .startsWith(".      ");
  }

  @Test
  void aBrokenSetDoesNotHideTheOthers() throws IOException {
    Path card = BlankSet.write("lfcW1A1", 10, scratch.resolve("a-card"));
    Files.writeString(card.resolve("card.yaml"), "network: [");
    Path binary = BlankSet.write("lfcW1A1", 10, scratch.resolve("b-binary"));
    Files.write(binary.resolve("card.yaml"), new byte[] {(byte) 0xff});
    Path empty = BlankSet.write("lfcW1A1", 10, scratch.resolve("c-empty"));
    Files.writeString(empty.resolve("card.yaml"), "~");
    Path cut = BlankSet.write("lfcW1A1", 10, scratch.resolve("d-cut"));
    Files.write(cut.resolve("0-0-weights.bin"), new byte[8]);
    Path classes = BlankSet.write("lfcW1A1", 10, scratch.resolve("e-classes"));
    Files.write(classes.resolve("classes.txt"), new byte[] {(byte) 0xff});
    BlankSet.write("lfcW1A1", 10, scratch.resolve("f-good"));
    BlankSet.write("lfcW1A1", 10, scratch.resolve(".g-good.former"));

    CommandRun command = CommandRun.of("params", "list", scratch);
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.lines()).hasSize(7);
    assertThat(command.lines().get(1))
        .startsWith("a-card                           broken: " + card.resolve("card.yaml"))
        .contains("not YAML");
    assertThat(command.lines().get(2))
        .isEqualTo(
            "b-binary                         broken: %s: expected text in UTF-8, found other bytes"
                .formatted(binary.resolve("card.yaml")));
    assertThat(command.lines().get(3)).endsWith("card.yaml: not a card: it is empty");
    assertThat(command.lines().get(4)).contains("0-0-weights.bin has 8 bytes");
    assertThat(command.lines().get(5))
        .endsWith("classes.txt: expected text in UTF-8, found other bytes");
    assertThat(command.lines().get(6)).startsWith("f-good                           lfcW1A1 ");
  }

  @Test
  void aListWithoutSetsSaysWhoMakesThem() {
    assertThat(CommandRun.at(scratch, "params", "list"))
        .isEqualTo(
            done(
                "no parameter sets under %s; 'gen-weights' creates them from a model"
                    .formatted(scratch.resolve("params-out"))));
  }

  @Test
  void showTellsNetworkClassesSizesAndCard() {
    TrainedRun run = TrainedRun.get();
    CommandRun command = CommandRun.of("params", "show", run.parameters());
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .startsWith(
            """
            folder:     %s
            network:    lfcW1A1
            classes:    10: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
            weights:    3014656 bits
            thresholds: 3136
            card:
              network: lfcW1A1
              dataset: mnist
            """
                .formatted(run.parameters()))
        .contains("    threshold: 100\n", "    images: 100\n", "    seed: 7\n");
  }

  @Test
  void aSetOfTheOriginalHasNoCard() throws IOException {
    Path set =
        Shared.unpack("golden/parameters/mnist-lfcW1A1.tar.xz", scratch).resolve("mnist/lfcW1A1");
    CommandRun command = CommandRun.of("params", "show", set);
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .contains("network:    lfcW1A1\n", "classes:    10: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n")
        .endsWith("card:       none (unknown origin)\n");
  }

  @Test
  void nonsenseIsRefused() throws IOException {
    Path none = scratch.resolve("none");
    assertThat(CommandRun.of("params", "list", none))
        .isEqualTo(
            refused(
                "bnn4j params list: %s: no such folder; name a folder of parameter sets"
                    .formatted(none)));
    assertThat(CommandRun.at(scratch, "params", "show", "none"))
        .isEqualTo(
            refused(
                ("bnn4j params show: parameter set 'none': not a folder and not a name under"
                        + " params-out or %s; 'params list' lists the sets")
                    .formatted(scratch.resolve("params-out"))));
    CommandRun empty =
        CommandRun.of("params", "show", Files.createDirectory(scratch.resolve("empty")));
    assertThat(empty.code()).isEqualTo(2);
    assertThat(empty.err())
        .startsWith(
            "bnn4j params show: %s contains no parameter set; it contains nothing"
                .formatted(scratch.resolve("empty")))
        .hasLineCount(1);
    assertThat(CommandRun.of("params", "show"))
        .isEqualTo(
            refused(
                "bnn4j params show: Missing required parameter: 'PARAMS'",
                "Try 'bnn4j params show --help'."));
    assertThat(CommandRun.of("params"))
        .isEqualTo(
            refused(
                "bnn4j params: Missing required subcommand",
                "Commands: install, list, show",
                "Try 'bnn4j params --help'."));
  }
}
