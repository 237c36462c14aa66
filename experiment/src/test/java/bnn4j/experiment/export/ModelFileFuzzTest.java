package bnn4j.experiment.export;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.card.CardFile;
import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.spec.Target;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.BrokenZip;
import bnn4j.foundation.fuzz.Edit;
import bnn4j.overlay.Overlay;
import bnn4j.trainer.loop.Checkpoint;
import bnn4j.trainer.loop.Checkpoints;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

class ModelFileFuzzTest {
  private static final Path FOLDER = Attempt.folder("model");
  private static final Path MODEL = FOLDER.resolve("broken.zip");
  private static final Path CHECKPOINT = FOLDER.resolve("latest.zip");
  private static final String CARD =
      """
      network: small
      dataset: made-up
      classes: [a, b, c, d, e]
      input: {invert: false, contrast: none, threshold: 128, dither: none}
      training: {seed: 1, epochs: 2, best-epoch: 1, seconds: 3.5}
      config: {validation: 60}
      """;
  private static final String STATE =
      """
      {"epochs":[{"epoch":1,"loss":0.5,"trainAccuracy":50.0,"validationAccuracy":40.0,
      "learningRate":0.01,"samplesPerSecond":100.0,"seconds":2.0}],
      "partial":{"batches":2,"lossSum":0.5,"correct":7,"seconds":0.1}}
      """;

  private static byte[] model;
  private static byte[] checkpoint;
  private static Map<String, byte[]> modelEntries;
  private static Map<String, byte[]> checkpointEntries;

  @BeforeContainer
  static void makeSeeds() throws IOException {
    Files.createDirectories(FOLDER);
    Overlay overlay = SmallExperiment.overlay(1, 2);
    Checkpoint seed = SmallExperiment.random(overlay, 5);
    TrainedModel.write(seed, CardFile.fromYaml(CARD, "here"), new Target.Dataflow(overlay), MODEL);
    model = Files.readAllBytes(MODEL);
    seed.writeModel(Map.of(ModelEntry.STATE, STATE), CHECKPOINT);
    checkpoint = Files.readAllBytes(CHECKPOINT);
    modelEntries = BrokenZip.entries(model);
    checkpointEntries = BrokenZip.entries(checkpoint);
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void readModel(Path file) throws IOException {
    TrainedModel.read(file);
  }

  private static void readCheckpoint(Path file) {
    new Checkpoints(file.getParent(), null).latest();
  }

  @Example
  void theSeedsAreWhole() {
    assertThat(Attempt.refuses(MODEL, model, ModelFileFuzzTest::readModel)).isFalse();
    assertThat(Attempt.refuses(CHECKPOINT, checkpoint, ModelFileFuzzTest::readCheckpoint))
        .isFalse();
  }

  @Property
  void aBrokenModelIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(MODEL, Edit.apply(edits, model), ModelFileFuzzTest::readModel);
  }

  @Property
  void aModelWithABrokenEntryIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(MODEL, BrokenZip.of(modelEntries, edits), ModelFileFuzzTest::readModel);
  }

  @Property
  void aBrokenCheckpointIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(CHECKPOINT, Edit.apply(edits, checkpoint), ModelFileFuzzTest::readCheckpoint);
  }

  @Property
  void aCheckpointWithABrokenEntryIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    Attempt.refuses(
        CHECKPOINT, BrokenZip.of(checkpointEntries, edits), ModelFileFuzzTest::readCheckpoint);
  }

  @Example
  void whatWentWrongOnceDoesSoNoMore() throws IOException {
    for (Path file : Attempt.corpus("model")) {
      byte[] broken = Files.readAllBytes(file);
      assertThat(Attempt.refuses(MODEL, broken, ModelFileFuzzTest::readModel))
          .as(file.toString())
          .isTrue();
      Attempt.refuses(CHECKPOINT, broken, ModelFileFuzzTest::readCheckpoint);
    }
  }
}
