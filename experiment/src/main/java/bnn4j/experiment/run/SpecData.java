package bnn4j.experiment.run;

import bnn4j.datasets.Dataset;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.experiment.spec.TrainingSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The images of experiments; each dataset is loaded once. Thread-safe. */
public final class SpecData {
  private final Path root;
  private final Consumer<String> warnings;
  private final Map<Key, Dataset> opened = new HashMap<>();

  /** What makes the images of two experiments the same. */
  private record Key(
      String dataset, int unreadable, boolean invert, Object fit, ImageShape shape) {}

  /**
   * Data below a folder.
   *
   * @param root folder of the datasets
   * @param warnings receives warnings about them
   */
  public SpecData(Path root, Consumer<String> warnings) {
    this.root = root;
    this.warnings = warnings;
  }

  /**
   * The dataset of an experiment, as its network takes it.
   *
   * @throws bnn4j.foundation.Refusal if there is none, or it cannot be read so
   */
  public synchronized Dataset of(TrainingSpec spec) {
    Reading reading = spec.pictures().reading(warnings).withFit(spec.input().fit());
    Key key =
        new Key(
            spec.dataset(),
            reading.unreadable(),
            reading.invert(),
            reading.fit(),
            spec.inputShape());
    Dataset known = opened.get(key);
    if (known == null) {
      known = new Loaded(Datasets.open(spec.dataset(), root, reading).as(spec.inputShape()));
      opened.put(key, known);
    }
    return known;
  }

  /**
   * The experiment with as many validation images as the dataset has of its own, or as suit its
   * size.
   *
   * @param said whether whoever wrote the config says how many
   */
  public static TrainingSpec withValidation(TrainingSpec asked, boolean said, Dataset dataset) {
    Optional<LabeledImages> own = dataset.validation();
    if (own.isPresent()) {
      return asked.withValidation(own.get().size());
    }
    return said ? asked : asked.forImages(dataset.training().size());
  }

  /** Asks another dataset for each thing once. */
  private static final class Loaded implements Dataset {
    private final Dataset inner;
    private LabeledImages training;
    private Optional<LabeledImages> validation;
    private String checksum;

    Loaded(Dataset inner) {
      this.inner = inner;
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public ImageShape shape() {
      return inner.shape();
    }

    @Override
    public List<String> classNames() {
      return inner.classNames();
    }

    @Override
    public synchronized LabeledImages training() {
      training = training == null ? inner.training() : training;
      return training;
    }

    @Override
    public synchronized Optional<LabeledImages> validation() {
      validation = validation == null ? inner.validation() : validation;
      return validation;
    }

    @Override
    public LabeledImages test() {
      return inner.test();
    }

    @Override
    public synchronized String checksum() {
      checksum = checksum == null ? inner.checksum() : checksum;
      return checksum;
    }
  }
}
