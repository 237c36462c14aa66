package bnn4j.hardware.synthesis;

import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.rtl.Design;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result of a synthesis.
 *
 * @param tool Yosys' own words of its version
 * @param layers what each layer takes, from input to output
 * @param around what stands around them: registers, reader, writer
 * @param seconds how long it took
 * @param megabytes memory it took at most; 0 if Yosys did not say
 */
public record LogicSynthesis(
    String tool, List<Resources> layers, Resources around, double seconds, double megabytes) {
  /** The number at the end of an instance's name is its layer's. */
  private static final Pattern OF_LAYER = Pattern.compile("[a-z]+(\\d+)");

  /** Copies the layers. */
  public LogicSynthesis {
    layers = List.copyOf(layers);
  }

  /** All of it. */
  public Resources total() {
    return layers.stream().reduce(around, Resources::plus);
  }

  /** Sums up the instances of the network by layer; what is of no layer stands around. */
  static LogicSynthesis of(
      String tool,
      int layers,
      ModuleTree tree,
      Map<String, String> instances,
      double seconds,
      double megabytes) {
    List<Resources> sums = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      sums.add(Resources.NONE);
    }
    Resources inLayers = Resources.NONE;
    for (Map.Entry<String, String> instance : instances.entrySet()) {
      Matcher name = OF_LAYER.matcher(instance.getKey());
      if (name.matches()) {
        Resources needed = tree.resources(instance.getValue());
        int layer = Integer.parseInt(name.group(1));
        sums.set(layer, sums.get(layer).plus(needed));
        inLayers = inLayers.plus(needed);
      }
    }
    Resources all = tree.resources(Design.TOP);
    return new LogicSynthesis(tool, sums, all.minus(inLayers), seconds, megabytes);
  }
}
