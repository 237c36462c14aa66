package bnn4j.offload.schedule;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.layers.LayerDescription;
import bnn4j.offload.layers.LayerDescription.Convolution;
import bnn4j.offload.layers.LayerDescription.Merge;
import bnn4j.offload.layers.LayerDescription.Other;
import bnn4j.offload.layers.LayerDescription.Pool;
import bnn4j.offload.layers.LayerDescription.Split;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.schedule.FabricCall.PoolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a schedule, layer by layer, with every check. */
final class Planner {
  private final NetworkDescription network;
  private final OffloadOverlay overlay;
  private final LayerCheck check;
  private final List<String> warnings = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  private int at;
  private int nextSet;

  /** The map that the next layer gets; null before the first. */
  private MapShape map;

  private MapShape input;

  Planner(NetworkDescription network, OffloadOverlay overlay) {
    this.network = network;
    this.overlay = overlay;
    this.check = new LayerCheck(overlay);
    this.nextSet = network.firstSet();
  }

  Schedule plan() {
    while (at < network.layers().size()) {
      LayerDescription layer = network.layers().get(at);
      if (layer instanceof Convolution convolution) {
        take(convolution);
        List<Integer> sets = sets(convolution);
        steps.add(layer(convolution, sets));
      } else if (layer instanceof Split split) {
        steps.add(parts(split));
      } else {
        ignore(layer);
      }
    }
    if (steps.isEmpty()) {
      throw new Refusal("%s: contains no conv_layer for the accelerator".formatted(network.file()));
    }
    return new Schedule(
        network.network(), overlay, input, List.copyOf(steps), List.copyOf(warnings));
  }

  private void ignore(LayerDescription layer) {
    if (layer instanceof Pool) {
      throw new Refusal(layer.place() + ": a maxpool_layer must directly follow a conv_layer");
    }
    if (layer instanceof Merge) {
      throw new Refusal(layer.place() + ": merge_layer without split_layer");
    }
    Other other = (Other) layer;
    if (!other.func().equals("fc_layer") && !other.func().equals("none")) {
      warnings.add(
          "%s: func \"%s\" is not supported by the accelerator; the layer is skipped"
              .formatted(other.place(), other.func()));
    }
    at++;
  }

  /** Makes sure that a layer takes what is there. */
  private void take(Convolution layer) {
    if (map == null) {
      map = layer.input();
      input = map;
    }
    check.sameInput(layer.place(), layer.input(), map);
  }

  private List<Integer> sets(Convolution layer) {
    List<Integer> sets = new ArrayList<>();
    for (int i = 0; i < iterations(layer); i++) {
      sets.add(nextSet++);
    }
    return sets;
  }

  private int iterations(Convolution layer) {
    int most = overlay.maxOutputChannels();
    return (layer.output().channels() + most - 1) / most;
  }

  /** The convolution that is next, and the pool behind it. */
  private Step.Layer layer(Convolution convolution, List<Integer> sets) {
    at++;
    Optional<Pool> pool =
        at < network.layers().size() && network.layers().get(at) instanceof Pool found
            ? Optional.of(found)
            : Optional.empty();
    pool.ifPresent(found -> at++);
    Step.Layer layer = layer(convolution, pool, sets);
    map = layer.output();
    return layer;
  }

  private Step.Layer layer(Convolution convolution, Optional<Pool> pool, List<Integer> sets) {
    int iterations = iterations(convolution);
    int channels = (convolution.output().channels() + iterations - 1) / iterations;
    MapShape in = convolution.input();
    // The host computes it so, in floating point.
    int padded = (int) (in.side() + 2 * convolution.padding());
    FabricCall call =
        new FabricCall(
            in.channels(),
            channels,
            convolution.kernel(),
            convolution.stride(),
            in.side(),
            padded,
            convolution.output().side(),
            pool.map(this::pool));
    check.convolution(convolution, call, iterations * channels);
    pool.ifPresent(found -> check.pool(found, convolution));
    MapShape output = pool.map(Pool::output).orElse(convolution.output());
    return new Step.Layer(
        convolution.name(), pool.map(Pool::name).orElse(""), call, List.copyOf(sets), output);
  }

  private PoolCall pool(Pool pool) {
    if (pool.kernel() != overlay.poolSize()) {
      String warning =
          "%s: kernel_shape %d is ignored, the window of %s is %d x %<d"
              .formatted(pool.place(), pool.kernel(), overlay.name(), overlay.poolSize());
      if (!warnings.contains(warning)) {
        warnings.add(warning);
      }
    }
    return new PoolCall(
        overlay.poolSize(), pool.stride(), pool.input().side(), pool.output().side());
  }

  private Step.Parts parts(Split split) {
    if (map == null) {
      map = split.input();
      input = map;
    }
    check.split(split, map);
    if (network.layers().stream().skip(at).noneMatch(Merge.class::isInstance)) {
      throw new Refusal(split.place() + ": no merge_layer follows");
    }
    MapShape whole = map;
    int first = at + 1;
    List<List<Step.Layer>> parts = new ArrayList<>();
    for (int part = 0; part < split.parts(); part++) {
      at = first;
      map = new MapShape(whole.channels() / split.parts(), whole.side());
      parts.add(part(split));
    }
    Merge merge = (Merge) network.layers().get(at);
    at++;
    check.merge(merge, split, map);
    map = merge.output();
    return new Step.Parts(
        split.name(),
        merge.name(),
        whole,
        List.copyOf(parts),
        merge.output().channels() / merge.parts(),
        merge.output());
  }

  /** Layers up to the merge; leaves {@link #at} there. */
  private List<Step.Layer> part(Split split) {
    List<Step.Layer> layers = new ArrayList<>();
    while (!(network.layers().get(at) instanceof Merge)) {
      LayerDescription layer = network.layers().get(at);
      if (layer instanceof Convolution convolution) {
        take(convolution);
        if (iterations(convolution) > 1) {
          throw new Refusal(
              ("%s: output: %d channels need %d iterations, which a part of a split"
                          + " cannot have; expected")
                      .formatted(
                          layer.place(), convolution.output().channels(), iterations(convolution))
                  + " at most %d (MAX_OFM_CH)".formatted(overlay.maxOutputChannels()));
        }
        layers.add(layer(convolution, sets(convolution)));
      } else if (layer instanceof Split) {
        throw new Refusal(layer.place() + ": nested split_layer");
      } else {
        ignore(layer);
      }
    }
    if (layers.isEmpty()) {
      throw new Refusal(split.place() + ": no conv_layer before the merge_layer");
    }
    return List.copyOf(layers);
  }
}
