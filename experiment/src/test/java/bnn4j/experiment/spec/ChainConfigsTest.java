package bnn4j.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chains in configs/ against the commands of docs/results.md that made the published sets. */
class ChainConfigsTest {
  private static final Path CONFIGS = Path.of("../configs");

  /** Numbers of the commands among those that the page lists for its networks, from 0. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cifar-cnv-chain, cifar-cnv-w1a2-long, 0 1",
    "cifar-cnv-w2a2-chain, cifar-cnv-w1a2-long, 0 2",
    "cifar-cnv-w1a2-chain, cifar-cnv-w1a2-long, 0 2 3",
    "mnist-lfc-chain, mnist-lfc.yaml, 0 1 2 3",
    "mnist-lfc-w1a2-chain, mnist-lfc-w1a2, 0 1",
    "gtsrb-cnv-chain, gtsrb-cnv, 0 1"
  })
  void aChainTrainsAsTheCommandsDo(String chain, String config, String numbers) throws IOException {
    List<String> commands =
        Files.readAllLines(Path.of("../docs/results.md")).stream()
            .filter(line -> line.startsWith("train --config " + config))
            .filter(line -> !line.contains("-chain"))
            .toList();
    List<TrainingSpec> expected = new ArrayList<>();
    for (String number : numbers.split(" ", -1)) {
      expected.add(spec(commands.get(Integer.parseInt(number)), chain));
    }
    ChainSpec read = ChainSpec.read(CONFIGS.resolve(chain + ".yaml"), List.of(), List.of());
    assertThat(read.stages().stream().map(ChainConfigsTest::withoutFloor).toList())
        .isEqualTo(expected);
  }

  /** What a command trains, by another name. */
  private static TrainingSpec spec(String command, String name) throws IOException {
    List<String> words = List.of(command.split(" ", -1));
    List<String> settings = new ArrayList<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals("--set")) {
        settings.add(words.get(i + 1));
      }
    }
    Path config = CONFIGS.resolve(words.get(words.indexOf("--config") + 1));
    return withoutFloor(
        TrainingSpec.resolved(
            name, TrainingSpec.read(config, settings).toYaml(), Optional.empty()));
  }

  private static TrainingSpec withoutFloor(TrainingSpec spec) {
    String yaml = spec.toYaml().replaceAll("(?m)^floor: .*\n", "");
    return TrainingSpec.resolved(spec.name(), yaml, Optional.empty());
  }
}
