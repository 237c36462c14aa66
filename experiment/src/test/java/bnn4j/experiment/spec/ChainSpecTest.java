package bnn4j.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainSpecTest {
  private static final String HEAD = "network: cnvW1A1\ndataset: cifar-10\nepochs: 30\nfloor: 80\n";

  @TempDir Path folder;

  private ChainSpec read(String yaml, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("chain.yaml"), yaml);
    return ChainSpec.read(file, List.of(settings), List.of());
  }

  private void refuses(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(Refusal.class)
        .hasMessage(message.replace("FILE", folder.resolve("chain.yaml").toString()));
  }

  private static final String THREE =
      HEAD
          + """
          stages:
            - {}
            - network: cnvW1A2
              learning-rate: {start: 0.0005}
              augmentation.crop: 4
              floor:
            - {validation: 0, epochs: 5}
          """;

  @Test
  void aStageIsTheConfigWithItsOwnChanges() throws IOException {
    ChainSpec chain = read(THREE);
    assertThat(chain.isChain()).isTrue();
    assertThat(chain.stages()).hasSize(3);
    TrainingSpec plain = read(HEAD).last();
    assertThat(chain.stages().get(0)).isEqualTo(plain);
    TrainingSpec second = chain.stages().get(1);
    assertThat(second.network()).isEqualTo("cnvW1A2");
    assertThat(second.learningRate().start()).isEqualTo(0.0005);
    assertThat(second.learningRate().end()).isEqualTo(plain.learningRate().end());
    assertThat(second.augmentation().crop()).isEqualTo(4);
    assertThat(second.floor()).isEmpty();
    assertThat(chain.last().network()).isEqualTo("cnvW1A1");
    assertThat(chain.last().epochs()).isEqualTo(5);
    assertThat(chain.last().augmentation().crop()).isZero();
    assertThat(chain.difference(2)).contains("network: cnvW1A1", "validation: 0", "epochs: 5");
  }

  @Test
  void theResolvedConfigIsTheWholeChainAndReadAsOneTrainingItsLastStage() throws IOException {
    ChainSpec chain = read(THREE);
    Path again = Files.createDirectories(folder.resolve("again")).resolve("chain.yaml");
    Files.writeString(again, chain.toYaml());
    assertThat(ChainSpec.read(again, List.of(), List.of())).isEqualTo(chain);
    assertThat(TrainingSpec.read(again, List.of())).isEqualTo(chain.last());
    assertThat(read(HEAD).toYaml()).isEqualTo(read(HEAD).last().toYaml());
  }

  @Test
  void settingsAreForEveryStage() throws IOException {
    assertThat(read(THREE, "epochs=2", "floor=0").stages())
        .allMatch(stage -> stage.epochs() == 2 && stage.floor().getAsDouble() == 0);
  }

  @Test
  void problemsOfAStageAreToldWithTheirLine() {
    refuses(
        HEAD + "stages:\n  - {}\n  - epohcs: 3\n",
        "FILE, line 7: unknown key 'epohcs'; did you mean 'epochs'?");
    refuses(
        HEAD + "stages:\n  - {}\n  - {epochs: 0}\n",
        "FILE, line 7: epochs: expected at least 1, found 0");
    refuses(
        HEAD + "stages: 3\n",
        "FILE, line 5: stages: expected a list with the changes of each stage, such as"
            + " [{}, {epochs: 10}],"
            + " found '3'");
    refuses(
        HEAD + "stages: []\n",
        "FILE, line 5: stages: expected a list with the changes of each stage, such as"
            + " [{}, {epochs: 10}],"
            + " found none");
    refuses(
        HEAD + "stages: [{stages: [{}]}]\n", "FILE, line 5: stages: a stage has none of its own");
  }

  @Test
  void imagesThatWereLearnedFromChooseNoEpochLater() {
    refuses(
        HEAD + "stages: [{validation: 0}, {validation: 5000}]\n",
        "stage 2: has validation 5000 and seed 1234, stage 1 has 0 and 1234: the best"
            + " epoch would be selected on images that the weights were trained on; use"
            + " the same values, or in stage 2"
            + " validation 0");
    refuses(
        HEAD + "stages: [{seed: 1}, {seed: 2}]\n",
        "stage 2: has validation 5000 and seed 2, stage 1 has 5000 and 1: the best epoch"
            + " would be selected on images that the weights were trained on; use the same"
            + " values, or in stage 2"
            + " validation 0");
  }
}
