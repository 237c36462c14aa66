package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.Target;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.trainer.loop.Trainer;
import bnn4j.trainer.loop.TrainingListener;
import bnn4j.trainer.loop.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every config of the project, for a few iterations on made-up images of its data set's kind. */
class ConfigSmokeTest {
  private static final int TRAINING = 32;
  private static final int TEST = 8;

  /** The rest is as the config says. A single epoch leaves none to warm up. */
  private static final List<String> SHORT =
      List.of(
          "epochs=1", "learning-rate.warmup-epochs=0", "batch-size=8", "validation=8", "floor=0");

  @TempDir Path folder;

  static List<Path> configs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /**
   * Noise with the classes of a data set.
   *
   * @param name of a data set of the catalogue
   * @param shape of the images
   */
  private record Noise(String name, ImageShape shape) implements Dataset {
    @Override
    public List<String> classNames() {
      return Datasets.entry(name).classNames();
    }

    @Override
    public LabeledImages training() {
      return images(TRAINING, 1);
    }

    @Override
    public LabeledImages test() {
      return images(TEST, 2);
    }

    private LabeledImages images(int count, long seed) {
      byte[] pixels = new byte[count * shape.values()];
      new Random(seed).nextBytes(pixels);
      int[] labels = IntStream.range(0, count).map(i -> i % classNames().size()).toArray();
      return new LabeledImages(shape, pixels, labels, classNames());
    }

    @Override
    public String checksum() {
      return "noise";
    }
  }

  @ParameterizedTest
  @MethodSource("configs")
  void everyConfigTrainsAndExports(Path config) throws IOException {
    ChainSpec chain = ChainSpec.read(config, SHORT, List.of(Path.of("../configs/overlays")));
    TrainingSpec spec = chain.last();
    CatalogueEntry entry = Datasets.entry(spec.dataset());
    // The catalogue's shape, not the network's: a config must fit its data without conversion.
    Dataset dataset = new Noise(entry.name(), entry.shape());
    TrainingPlan plan = null;
    RunFolder run = null;
    TrainingState state = null;
    for (TrainingSpec stage : chain.stages()) {
      stage.checkAgainst(dataset.shape(), dataset.classNames());
      Optional<StartingModel> start =
          plan == null
              ? Optional.empty()
              : Optional.of(StartingModel.read(plan.checkpoints(run).bestFile(), stage.target()));
      run = new RunFolder(plan == null ? folder.resolve("first") : run.path().resolve("next"));
      plan = TrainingPlan.resolved(stage, dataset);
      state =
          new Trainer(
                  plan.job(start, OptionalInt.of(2)),
                  plan.checkpoints(run),
                  new TrainingListener() {})
              .run(false);
    }
    assertThat(state.epochsDone()).isEqualTo(1);
    assertThat(state.epochs()).allMatch(epoch -> Double.isFinite(epoch.loss()));
    plan.complete(run, state);
    Path parameters = run.parametersFolder(spec);
    Card card = CardFile.find(parameters).orElseThrow();
    assertThat(card.accuracy().images()).isEqualTo(TEST);
    assertThat(card.accuracy().disagreements()).isZero();
    assertThat(card.output()).isEqualTo(output(spec));
    assertThat(classNames(spec, parameters)).isEqualTo(entry.classNames());
  }

  private static List<String> classNames(TrainingSpec spec, Path folder) {
    return spec.target() instanceof Target.Offload
        ? new DeepSetFolder(folder).read().classNames()
        : ParameterFolder.read(folder, spec.overlay()).classNames();
  }

  private static Card.Coding output(TrainingSpec spec) {
    return spec.target().bitOutput()
        ? Card.Coding.valueOf(spec.output().name())
        : Card.Coding.SCORES;
  }
}
