package bnn4j.cluster.inference;

import bnn4j.cluster.input.Block;
import bnn4j.cluster.input.PictureBlock;
import bnn4j.cluster.input.StoredPicture;
import bnn4j.cluster.input.View;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.idx.IdxLayout;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.evaluation.pictures.Answer;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.params.ParameterSet;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Classifies block after block, as {@code infer} does on one machine, and counts. */
final class Classifier {
  private final Question question;
  private final DeployedModel set;
  private final int top;
  private final long base;
  private final Recognizer recognizer;
  private final EngineAccelerator engine;
  private final List<String> skipped = new ArrayList<>();
  private final List<String> inverted = new ArrayList<>();
  private long rows;
  private long labeled;
  private long right;

  /**
   * A classifier.
   *
   * @param top answers for each picture
   * @param base index of the first picture
   */
  Classifier(Question question, int top, long base) {
    this.question = question;
    this.set = question.set().set();
    this.top = top;
    this.base = base;
    ParameterSet parameters = set.parameters();
    this.recognizer = Recognizer.of(set, Optional.ofNullable(question.invert()));
    this.engine = new EngineAccelerator(parameters.overlay(), 1);
    engine.load(parameters);
  }

  /** The images of a block as the network sees them, and the name and class of each. */
  private record Seen(LabeledImages images, List<String> names, List<Integer> actual) {}

  /** The rows of a block. */
  List<Row> classify(Block block, HadoopFiles files) {
    Seen seen = block instanceof PictureBlock pictures ? see(pictures, files) : see(block, files);
    ParameterSet parameters = set.parameters();
    int images = seen.images().size();
    long[] packed =
        PackedInput.pack(seen.images(), InputTransform.NONE, parameters.overlay(), 0, images);
    long[] outputs = engine.run(packed, images);
    List<Row> some = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      List<Answer> answers =
          Answer.ranked(
              parameters, question.decode(), outputs, i * parameters.overlay().outputWords());
      some.add(row(seen, i, answers));
    }
    return some;
  }

  private Row row(Seen seen, int image, List<Answer> answers) {
    int actual = seen.actual().get(image);
    if (actual >= 0) {
      labeled++;
      right += answers.get(0).index() == actual ? 1 : 0;
    }
    List<Answer> best = answers.subList(0, Math.min(top, answers.size()));
    return new Row(base + rows++, seen.names().get(image), actual, best);
  }

  private Seen see(Block block, HadoopFiles files) {
    View view =
        new View(recognizer.shape(), List.of("unknown"), IdxLayout.PLAIN, false, PictureFit.FILL);
    LabeledImages images = block.read(files, List.of(view)).get(0).images();
    List<String> names = new ArrayList<>();
    List<Integer> actual = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      names.add(block.name(i));
      actual.add(-1);
    }
    return new Seen(set.input().apply(images), names, actual);
  }

  private Seen see(PictureBlock block, HadoopFiles files) {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    List<String> names = new ArrayList<>();
    List<Integer> actual = new ArrayList<>();
    for (StoredPicture picture : block.pictures()) {
      try {
        Recognizer.Sight sight = recognizer.see(picture.read(files), picture.uri());
        if (sight.inverted()) {
          inverted.add(picture.name());
        }
        pixels.writeBytes(sight.pixels());
        names.add(picture.name());
        actual.add(picture.label());
      } catch (Refusal e) {
        skipped.add(e.getMessage());
      }
    }
    LabeledImages images =
        new LabeledImages(
            recognizer.shape(), pixels.toByteArray(), new int[names.size()], List.of("unknown"));
    return new Seen(images, names, actual);
  }

  /** What came of all blocks. */
  PartFile part(String file) {
    return new PartFile(
        file, base, rows, labeled, right, List.copyOf(skipped), List.copyOf(inverted));
  }
}
