package bnn4j.evaluation.accuracy;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.model.ClassMatch;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.report.ConfusionMatrix;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.util.function.IntConsumer;

/** Runs a parameter set on labelled images and counts the correct ones. */
public final class AccuracyCheck {
  /** Images that are packed at a time: as many as hardware takes in one call. */
  private static final int BLOCK = 10_000;

  private final DeployedModel model;
  private final Decode decode;

  /**
   * A check.
   *
   * @param model what to run
   * @param decode how output words become a class
   */
  public AccuracyCheck(DeployedModel model, Decode decode) {
    this.model = model;
    this.decode = decode;
  }

  /**
   * The result of a check.
   *
   * @param outputs raw output words, {@link Overlay#outputWords} per image
   * @param confusion labels against decoded classes
   * @param undecoded images that decode to a number that is no class; they are in no column
   * @param seconds of packing, running and decoding
   */
  public record Outcome(long[] outputs, ConfusionMatrix confusion, int undecoded, double seconds) {
    /** Number of images. */
    public long total() {
      return confusion.total() + undecoded;
    }

    /** Images whose class is their label. */
    public long correct() {
      return confusion.correct();
    }

    /** Percent of the images whose class is their label. */
    public double accuracy() {
      return 100.0 * correct() / total();
    }
  }

  /**
   * Loads the parameter set and runs all images.
   *
   * @param accelerator where
   * @param progress is told the number of images done, now and then
   * @throws Refusal if the classes or the shape of the images are not those of the parameter set,
   *     or that is not for the accelerator's overlay
   */
  public Outcome run(Accelerator accelerator, LabeledImages images, IntConsumer progress) {
    ParameterSet parameters = model.parameters();
    int classes = parameters.classes();
    ClassMatch match = ClassMatch.require(parameters.classNames(), images.classNames());
    Overlay overlay = parameters.overlay();
    accelerator.load(parameters);
    long start = System.nanoTime();
    long[] outputs = new long[images.size() * overlay.outputWords()];
    long[][] counts = new long[classes][classes];
    for (int from = 0; from < images.size(); from += BLOCK) {
      int count = Math.min(BLOCK, images.size() - from);
      long[] input = model.pack(images, from, count);
      int before = from;
      long[] some = accelerator.run(input, count, done -> progress.accept(before + done));
      System.arraycopy(some, 0, outputs, from * overlay.outputWords(), some.length);
    }
    int undecoded = 0;
    for (int image = 0; image < images.size(); image++) {
      int found = decode.classOf(parameters, outputs, image * overlay.outputWords());
      if (found < classes) {
        counts[match.of(images.label(image))][found]++;
      } else {
        undecoded++;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Outcome(outputs, new ConfusionMatrix(match.names(), counts), undecoded, seconds);
  }
}
