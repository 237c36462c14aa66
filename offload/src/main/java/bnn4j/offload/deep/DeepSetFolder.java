package bnn4j.offload.deep;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.foundation.TextFile;
import bnn4j.network.Layer;
import bnn4j.network.TrainedLayer;
import bnn4j.network.npz.NpzConvolutions;
import bnn4j.offload.folding.OffloadedPart;
import bnn4j.offload.json.LayersFile;
import bnn4j.offload.json.LayersWriter;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.params.ParameterFiles;
import bnn4j.offload.schedule.Schedule;
import bnn4j.overlay.params.ClassNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A deep set as a folder: the network ({@value #NETWORK}), names of the classes, one a line
 * ({@value #CLASSES}), the overlay's layers ({@value #LAYERS}) with their parameters in {@code
 * binparam-<name>}, and the numbers of the processor's layers ({@value #PROCESSOR}).
 *
 * @param path the folder
 */
public record DeepSetFolder(Path path) {
  /** The network; what tells a deep set from that of a dataflow overlay. */
  public static final String NETWORK = "network.yaml";

  /** The layers file of the overlay's part. */
  public static final String LAYERS = "layers.json";

  static final String CLASSES = "class-names.txt";
  static final String PROCESSOR = "processor.npz";

  /** Whether a folder holds a deep set. */
  public boolean exists() {
    return Files.isRegularFile(path.resolve(NETWORK));
  }

  /**
   * Reads the set.
   *
   * @throws Refusal naming the file that is missing or damaged
   */
  public DeepSet read() {
    List<String> classNames = TextFile.read(path.resolve(CLASSES)).lines().toList();
    if (classNames.isEmpty()) {
      throw new Refusal("%s: expected a class name on each line".formatted(path.resolve(CLASSES)));
    }
    Path network = path.resolve(NETWORK);
    DeepNetwork described = DeepNetworkFile.read(network);
    if (classNames.size() > described.network().outputs()) {
      throw new Refusal(
          "%s: %d class names, the network of %s has %d outputs"
              .formatted(
                  path.resolve(CLASSES),
                  classNames.size(),
                  NETWORK,
                  described.network().outputs()));
    }
    DeepNetwork deep = described.withClasses(classNames.size());
    OffloadedPart part = deep.part(path.resolve(LAYERS));
    NetworkDescription layers = LayersFile.read(path.resolve(LAYERS));
    Schedule schedule = Schedule.of(layers, deep.overlay());
    if (!schedule.steps().equals(part.schedule().steps())) {
      throw new Refusal(
          "%s: its layers differ from %s; write the set again"
              .formatted(path.resolve(LAYERS), NETWORK));
    }
    OffloadNetwork calls = OffloadNetwork.read(schedule, layers.parameters());
    List<Layer> all = deep.network().layers();
    List<TrainedLayer> numbers =
        NpzConvolutions.read(path.resolve(PROCESSOR), sizes(processorLayers(all, part)));
    try {
      return new DeepSet(
          deep,
          classNames,
          part,
          calls,
          numbers.subList(0, part.first()),
          numbers.subList(part.first(), numbers.size()));
    } catch (Refusal e) {
      throw new Refusal("%s: %s".formatted(path.resolve(PROCESSOR), e.getMessage()), e);
    }
  }

  private static List<Layer> processorLayers(List<Layer> all, OffloadedPart part) {
    List<Layer> layers = new ArrayList<>(all.subList(0, part.first()));
    layers.addAll(all.subList(part.last() + 1, all.size()));
    return layers;
  }

  /** A dense layer is a convolution with one window. */
  private static List<NpzConvolutions.Size> sizes(List<Layer> layers) {
    return layers.stream()
        .map(
            layer ->
                new NpzConvolutions.Size(layer.neurons(), layer.input().channels(), layer.kernel()))
        .toList();
  }

  /**
   * Writes the set; the folder appears, or takes the place of a former set, when it is whole.
   *
   * @param companions texts of files that stand beside it, by their name
   * @throws Refusal if it cannot be written, or something else lies there
   */
  public void write(DeepSet set, Map<String, String> companions) {
    ClassNames.check(set.classNames());
    refuseUnlessOurs(path);
    new AtomicFolder(path)
        .write(
            DeepSetFolder::isReplaced,
            incoming -> {
              new DeepSetFolder(incoming).writeFiles(set, companions);
            });
  }

  /** Files of another set; what people put beside them stays. */
  private static boolean isReplaced(Path name) {
    return (name.getNameCount() == 1
            && Set.of(NETWORK, CLASSES, LAYERS, PROCESSOR).contains(name.toString()))
        || name.getName(0).toString().startsWith("binparam-");
  }

  private static void refuseUnlessOurs(Path folder) {
    if (!Files.isDirectory(folder) || new DeepSetFolder(folder).exists()) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new Refusal(
            "%s contains other files than a set; choose a new or an empty folder"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private void writeFiles(DeepSet set, Map<String, String> companions) {
    DeepNetwork deep = set.deep();
    AtomicFile.write(path.resolve(NETWORK), DeepNetworkFile.toYaml(deep));
    AtomicFile.write(path.resolve(CLASSES), String.join("\n", set.classNames()) + "\n");
    OffloadedPart part = deep.part(path.resolve(LAYERS));
    LayersWriter.write(part.description(), deep.overlay());
    ParameterFiles files = new ParameterFiles(part.description().parameters());
    set.calls().parameters().forEach(files::write);
    List<Layer> layers = processorLayers(deep.network().layers(), part);
    List<TrainedLayer> numbers = new ArrayList<>(set.before());
    numbers.addAll(set.behind());
    List<TrainedLayer> quantized = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      quantized.add(quantized(layers.get(i), numbers.get(i)));
    }
    AtomicFile.write(
        path.resolve(PROCESSOR), out -> NpzConvolutions.write(out, sizes(layers), quantized));
    companions.forEach((name, text) -> AtomicFile.write(path.resolve(name), text));
  }

  /** Weights as what they count as, which takes less room when it is packed. */
  private static TrainedLayer quantized(Layer layer, TrainedLayer numbers) {
    float[] weights = numbers.weights().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) layer.weights().quantized(weights[i]) / layer.weights().max();
    }
    return new TrainedLayer(
        numbers.neurons(),
        numbers.synapses(),
        weights,
        numbers.bias(),
        numbers.gamma(),
        numbers.beta(),
        numbers.mean(),
        numbers.invStd());
  }
}
