package bnn4j.experiment.report;

import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.trainer.loop.EpochMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The content of a run's report.
 *
 * @param title what the run is called, {@code fashion-lfc}
 * @param subtitle what was trained on what, {@code lfcW1A1 on fashion-mnist}
 * @param accuracies test accuracies to compare side by side; the first is the headline
 * @param floor percent that the headline must reach, if demanded
 * @param epochs one per epoch trained, in order
 * @param selected the epoch that was tested and exported; null if there are no epochs
 * @param confusion on the test images; null if it was not measured
 * @param agreement of float network and exported set on the test images; null if not measured
 * @param mistakes the worst first
 * @param config the resolved config as YAML
 * @param seed of all chance
 * @param versions of this program and what it stands on
 * @param provenance checksums, commit, machine
 * @param duration of the whole run
 * @param finished when
 * @param network a line for each layer
 */
public record RunSummary(
    String title,
    String subtitle,
    List<Accuracy> accuracies,
    OptionalDouble floor,
    List<EpochMetrics> epochs,
    Selected selected,
    ConfusionMatrix confusion,
    Agreement agreement,
    List<Mistake> mistakes,
    String config,
    long seed,
    List<Fact> versions,
    List<Fact> provenance,
    Duration duration,
    Instant finished,
    List<Fact> network) {
  /** Copies the lists. */
  public RunSummary {
    Objects.requireNonNull(title);
    Objects.requireNonNull(subtitle);
    Objects.requireNonNull(floor);
    Objects.requireNonNull(config);
    Objects.requireNonNull(duration);
    accuracies = List.copyOf(accuracies);
    epochs = List.copyOf(epochs);
    mistakes = List.copyOf(mistakes);
    versions = List.copyOf(versions);
    provenance = List.copyOf(provenance);
    Objects.requireNonNull(finished);
    network = List.copyOf(network);
  }

  /** The same of a run that was the last of a chain, told as one. */
  public RunSummary ofChain(List<EpochMetrics> allEpochs, String chain, Duration whole) {
    return new RunSummary(
        title,
        subtitle,
        accuracies,
        floor,
        allEpochs,
        selected.after(allEpochs.size() - epochs.size()),
        confusion,
        agreement,
        mistakes,
        chain,
        seed,
        versions,
        provenance,
        whole,
        finished,
        network);
  }

  /**
   * The epoch whose weights were tested and exported.
   *
   * @param epoch its number as on the card, from 1; of a chain, within its last stage
   * @param earlier number of epochs of earlier stages; 0 without a chain
   */
  public record Selected(int epoch, int earlier) {
    /** Its number among all epochs of the report, from 1. */
    public int number() {
      return earlier + epoch;
    }

    private Selected after(int stages) {
      return new Selected(epoch, stages);
    }
  }

  /**
   * How many images a network tells right.
   *
   * @param network {@code float network} or {@code exported set}
   * @param decode how outputs become a class: {@code argmax} or {@code highest bit}
   * @param correct images classified correctly
   * @param total images, at least 1
   */
  public record Accuracy(String network, String decode, long correct, long total) {
    /** Percent classified correctly. */
    public double percent() {
      return 100.0 * correct / total;
    }
  }

  /**
   * Whether the exported set gives the results of the float network.
   *
   * @param images compared
   * @param differing images with another result
   * @param where the first neuron that each of them parts in, and by how much; not for an image
   *     where only DL4J's own arithmetic parts
   */
  public record Agreement(int images, int differing, List<String> where) {
    /** Copies the list. */
    public Agreement {
      where = List.copyOf(where);
    }
  }

  /**
   * An image that was classified wrongly.
   *
   * @param name of its file, or its number among the test images
   * @param png the picture in its own size; the array is not copied
   * @param seen what the network sees of it, in the same size
   * @param actual name of its class
   * @param predicted name of the class it was taken for
   * @param margin how much higher the output of the wrong class was
   */
  public record Mistake(
      String name, byte[] png, byte[] seen, String actual, String predicted, double margin) {}

  /** A line of a table: {@code JDK}, {@code 17.0.15}. */
  public record Fact(String name, String value) {}
}
