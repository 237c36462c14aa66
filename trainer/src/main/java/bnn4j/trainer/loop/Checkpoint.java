package bnn4j.trainer.loop;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.network.InputFormat;
import bnn4j.network.TrainedNetwork;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.model.TrainedNetworkReader;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A network with its updater's state and the state of its run.
 *
 * @param network may go on training after the checkpoint is saved
 * @param state of the run
 */
public record Checkpoint(MultiLayerNetwork network, TrainingState state) {
  /** The numbers of the network, free of any framework. */
  public TrainedNetwork trained(InputFormat input) {
    return TrainedNetworkReader.read(network, input);
  }

  /**
   * What the network says of images, in evaluation mode.
   *
   * @param input what it sees of a picture
   * @param transform what is done to every image
   * @param threads that share the images
   */
  public Outputs evaluate(
      InputFormat input, InputTransform transform, LabeledImages images, int threads) {
    return new Evaluator(input, transform, threads).evaluate(network, images);
  }

  /**
   * Writes the network as a model file, without the state of the run.
   *
   * @param texts that go with it, by their entry
   * @throws IOException if it cannot be written; an old one is whole then
   */
  public void writeModel(Map<ModelEntry, String> texts, Path file) throws IOException {
    ModelFile.write(network, texts, file);
  }
}
