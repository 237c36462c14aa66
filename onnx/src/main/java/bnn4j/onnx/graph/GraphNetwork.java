package bnn4j.onnx.graph;

import java.util.List;

/**
 * The network that an ONNX graph is.
 *
 * @param name of the graph
 * @param channels of a picture
 * @param dimension rows and columns of a picture
 * @param pixels how the graph wants pixels: {@code 0 to 255} or {@code 0 to 1}
 * @param layers from input to output
 * @param choosesClass whether the graph ends in the number of a class
 * @param classNames as the file says; empty if it does not
 * @param levels results that stand for each class, as the file says; 1 if it does not
 */
public record GraphNetwork(
    String name,
    int channels,
    int dimension,
    String pixels,
    List<GraphLayer> layers,
    boolean choosesClass,
    List<String> classNames,
    int levels) {
  /** Copies the lists. */
  public GraphNetwork {
    layers = List.copyOf(layers);
    classNames = List.copyOf(classNames);
  }

  /** How many classes the results stand for. */
  public int classes() {
    return outputs() / levels;
  }

  /** The layer that gives the results. */
  public GraphLayer last() {
    return layers.get(layers.size() - 1);
  }

  /** How many results there are. */
  public int outputs() {
    return last().shape().neurons();
  }
}
