package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private static final String COMMANDS =
      "Commands: train, sweep, gen-weights, export, infer, locate, serve, check-accuracy, compare,"
          + " datasets, runs, params, overlays, hardware, offload, detect, doctor, help";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "train --help",
        "gen-weights --help",
        "export --help",
        "infer --help",
        "locate --help",
        "serve --help",
        "check-accuracy --help",
        "compare --help",
        "datasets --help",
        "datasets list --help",
        "datasets fetch --help",
        "datasets verify --help",
        "datasets preview --help",
        "datasets export --help",
        "runs --help",
        "runs list --help",
        "runs compare --help",
        "runs rm --help",
        "params --help",
        "params list --help",
        "params show --help",
        "params install --help",
        "overlays --help",
        "overlays list --help",
        "overlays show --help",
        "overlays from --help",
        "hardware --help",
        "hardware generate --help",
        "hardware fifos --help",
        "hardware estimate --help",
        "hardware fold --help",
        "hardware synthesize --help",
        "hardware draw --help",
        "offload --help",
        "offload run --help",
        "offload show --help",
        "offload fold --help",
        "detect --help",
        "doctor --help",
        "help train"
      })
  void everyCommandExplainsItselfAndItsExitCodes(String words) {
    CommandRun command = CommandRun.of((Object[]) words.split(" "));
    assertThat(command.code()).isZero();
    assertThat(command.err()).isEmpty();
    assertThat(command.out())
        .startsWith("Usage: bnn4j")
        .contains("--verbose")
        .containsPattern("\nExit codes:\n  0 +success\\b")
        .containsPattern("\n  2 +wrong usage or input")
        .containsPattern("\nExamples?:\n  bnn4j ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"infer --help", "overlays show --help", "runs list --help"})
  void exitCodesThatACommandLacksAreNotInItsHelp(String words) {
    assertThat(CommandRun.of((Object[]) words.split(" ")).out())
        .doesNotContain("\n  1  ", "--min", "floor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train --help", "check-accuracy --help", "compare --help"})
  void commandsThatCheckSomethingHaveAnExitCodeForIt(String words) {
    assertThat(CommandRun.of((Object[]) words.split(" ")).out()).containsPattern("\n  1 +\\w");
  }

  @Test
  void offloadedNetworksHaveNoOptionsForSsh() {
    assertThat(CommandRun.of("detect", "--help").out())
        .contains("Board options:", "--bitstream", "--host=HOST[:PORT]")
        .doesNotContain("--no-sudo", "--runtime", "SSH", "xilinx");
    assertThat(CommandRun.of("infer", "--help").out()).contains("Board options:", "--no-sudo");
  }

  @Test
  void versionTellsWhatWasBuiltFromWhat() {
    CommandRun command = CommandRun.of("--version");
    assertThat(command.code()).isZero();
    assertThat(command.out()).matches("bnn4j \\S+ \\(.*\\), DL4J \\S+, Java \\S+\n");
  }

  @Test
  void withoutACommandThereIsAListOfThem() {
    assertThat(CommandRun.of())
        .isEqualTo(refused("bnn4j: Missing required subcommand", COMMANDS, "Try 'bnn4j --help'."));
  }

  @Test
  void aMistypedCommandIsRefusedWithTheOnesMeant() {
    CommandRun command = CommandRun.of("tran");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err())
        .startsWith("bnn4j: Unmatched argument at index 0: 'tran'\nDid you mean: bnn4j train")
        .endsWith(COMMANDS + "\nTry 'bnn4j --help'.\n");
  }

  @Test
  void aMistypedOptionIsRefusedWithTheOneMeant() {
    assertThat(CommandRun.of("train", "--config", "x", "--resum"))
        .isEqualTo(
            refused(
                "bnn4j train: Unknown option: '--resum'",
                "Possible solutions: --resume",
                "Try 'bnn4j train --help'."));
  }

  @Test
  void aStackTraceIsShownOnlyIfAskedFor() {
    assertThat(CommandRun.of("overlays", "show", "x").err()).hasLineCount(1);
    for (Object[] words :
        new Object[][] {
          {"--verbose", "overlays", "show", "x"}, {"overlays", "show", "x", "--verbose"}
        }) {
      CommandRun command = CommandRun.of(words);
      assertThat(command.code()).isEqualTo(2);
      assertThat(command.err())
          .startsWith("bnn4j overlays show: overlay 'x' is unknown")
          .contains("bnn4j.foundation.Refusal", "\tat bnn4j.overlay.Overlays.named");
    }
  }

  @Test
  void numbersAreWrittenTheSameOnEveryMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(CommandRun.of("overlays", "list").code()).isZero();
      assertThat("%.1f".formatted(98.4)).isEqualTo("98.4");
    } finally {
      Locale.setDefault(before);
    }
  }
}
