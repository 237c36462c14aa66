package bnn4j.experiment.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.card.Card;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.spec.Target;
import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.network.TrainedNetwork;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.host.Decode;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.TrainingState;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.model.TrainedNetworkReader;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedModelTest {
  private static final Overlay LFC = Overlays.named("lfc");

  @TempDir Path folder;

  private static Card card(String network) {
    return new Card(
        network,
        "mnist",
        "00",
        List.of("a", "b", "c", "d", "e"),
        InputTransform.NONE,
        Decode.MULTIPLE,
        Card.Coding.BITS,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private MultiLayerNetwork network(Overlay overlay) {
    return SmallTask.randomNetwork(overlay.network(), 1);
  }

  @Test
  void aModelHoldsTheNumbersAndTheirCard() throws IOException {
    Path file = folder.resolve("model.zip");
    MultiLayerNetwork network = network(LFC);
    TrainedModel.write(
        new Checkpoint(network, TrainingState.start()),
        card("lfcW1A1"),
        new Target.Dataflow(LFC),
        file);
    TrainedModel model = TrainedModel.read(file);
    assertThat(model.card()).isEqualTo(card("lfcW1A1"));
    assertThat(model.overlay()).isEqualTo(LFC);
    TrainedNetwork expected = TrainedNetworkReader.read(network, LFC.network().input());
    assertThat(model.network().network()).isEqualTo(expected.network());
    for (int l = 0; l < 4; l++) {
      TrainedLayer found = model.network().layers().get(l);
      TrainedLayer wanted = expected.layers().get(l);
      assertThat(Arrays.equals(found.weights(), wanted.weights())).isTrue();
      assertThat(found.gamma()).isEqualTo(wanted.gamma());
      assertThat(found.beta()).isEqualTo(wanted.beta());
      assertThat(found.mean()).isEqualTo(wanted.mean());
      assertThat(found.invStd()).isEqualTo(wanted.invStd());
    }
  }

  @Test
  void aModelForAnOverlayOfOnesOwnDescribesIt() throws IOException {
    Path file = folder.resolve("model.zip");
    Overlay own = SmallExperiment.overlay(1, 2);
    TrainedModel.write(
        new Checkpoint(network(own), TrainingState.start()),
        card("small"),
        new Target.Dataflow(own),
        file);
    assertThat(TrainedModel.read(file).overlay()).isEqualTo(own);
    assertThat(TrainedModel.read(file).network().network())
        .isEqualTo(own.network().withOutputs(SmallTask.CLASSES));
  }

  @Test
  void aModelWhoseCardNamesAnotherNetworkIsRefused() throws IOException {
    Path file = folder.resolve("model.zip");
    TrainedModel.write(
        new Checkpoint(network(SmallExperiment.overlay(1, 1)), TrainingState.start()),
        card("lfcW1A1"),
        new Target.Dataflow(LFC),
        file);
    assertThatThrownBy(() -> TrainedModel.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": layer 0: expected 24 neurons of 784 synapses, found 24 of 49");
  }

  @Test
  void aCardThatIsNoneIsRefusedNamingTheFile() throws IOException {
    Path file = folder.resolve("model.zip");
    ModelFile.write(
        network(SmallExperiment.overlay(1, 1)), Map.of(ModelEntry.CARD, "dataset: mnist\n"), file);
    assertThatThrownBy(() -> TrainedModel.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            file + ", card.yaml: 'network' is missing; it names the overlay of the set")
        .hasMessageContaining("card.yaml: 'classes' is missing");
  }

  @Test
  void aCheckpointIsNoModel() throws IOException {
    Path file = folder.resolve("latest.zip");
    ModelFile.write(network(SmallExperiment.overlay(1, 1)), Map.of(ModelEntry.STATE, "{}"), file);
    assertThatThrownBy(() -> TrainedModel.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": has no entry card.yaml; the model was not trained by bnn4j");
  }
}
