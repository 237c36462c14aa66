package bnn4j.offload;

import bnn4j.offload.params.CallParameters;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.FabricCall.PoolCall;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.util.List;

/** A network as qnn-mo.md says it in words, in plain loops over single activations. */
public final class NaiveNetwork {
  private final OffloadNetwork network;
  private final OffloadOverlay overlay;

  /** {@code [row][column][channel]}. */
  private int[][][] map;

  private NaiveNetwork(OffloadNetwork network) {
    this.network = network;
    this.overlay = network.schedule().overlay();
  }

  /**
   * Runs an image.
   *
   * @param values {@code [row][column][channel]}
   * @return the same of what the last step gives
   */
  public static byte[] run(OffloadNetwork network, byte[] values) {
    NaiveNetwork naive = new NaiveNetwork(network);
    Schedule schedule = network.schedule();
    naive.map = map(values, schedule.input().side(), schedule.input().channels());
    for (Step step : schedule.steps()) {
      if (step instanceof Step.Layer layer) {
        naive.map = naive.layer(layer, naive.map);
      } else if (step instanceof Step.Parts parts) {
        naive.parts(parts);
      }
    }
    return values(naive.map, schedule.output().channels());
  }

  private static int[][][] map(byte[] values, int side, int channels) {
    int[][][] map = new int[side][side][channels];
    for (int i = 0; i < values.length; i++) {
      map[i / channels / side][i / channels % side][i % channels] = values[i];
    }
    return map;
  }

  private static byte[] values(int[][][] map, int channels) {
    byte[] values = new byte[map.length * map.length * channels];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / channels;
      values[i] = (byte) map[pixel / map.length][pixel % map.length][i % channels];
    }
    return values;
  }

  private void parts(Step.Parts parts) {
    int[][][] whole = map;
    int side = parts.output().side();
    int[][][] merged = new int[side][side][parts.output().channels()];
    int channels = parts.input().channels() / parts.parts().size();
    for (int part = 0; part < parts.parts().size(); part++) {
      int[][][] own = cut(whole, part * channels, channels);
      for (Step.Layer layer : parts.parts().get(part)) {
        own = layer(layer, own);
      }
      paste(own, parts.mergedChannels(), merged, part * parts.mergedChannels());
    }
    map = merged;
  }

  private static int[][][] cut(int[][][] map, int from, int count) {
    int[][][] part = new int[map.length][map.length][count];
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < map.length; x++) {
        System.arraycopy(map[y][x], from, part[y][x], 0, count);
      }
    }
    return part;
  }

  private static void paste(int[][][] map, int count, int[][][] target, int to) {
    for (int y = 0; y < map.length; y++) {
      for (int x = 0; x < map.length; x++) {
        System.arraycopy(map[y][x], 0, target[y][x], to, count);
      }
    }
  }

  private int[][][] layer(Step.Layer layer, int[][][] input) {
    FabricCall call = layer.call();
    List<Integer> sets = layer.sets();
    if (sets.size() == 1) {
      return call(call, network.parameters().get(sets.get(0)), input);
    }
    int side = call.storedSide();
    int[][][] joined = new int[side][side][sets.size() * call.outChannels()];
    for (int i = 0; i < sets.size(); i++) {
      int[][][] part = call(call, network.parameters().get(sets.get(i)), input);
      paste(part, call.outChannels(), joined, i * call.outChannels());
    }
    return joined;
  }

  private int[][][] call(FabricCall call, CallParameters parameters, int[][][] input) {
    int[][][] output = new int[call.outSide()][call.outSide()][parameters.neurons()];
    for (int y = 0; y < call.outSide(); y++) {
      for (int x = 0; x < call.outSide(); x++) {
        for (int n = 0; n < parameters.neurons(); n++) {
          output[y][x][n] = activation(parameters, n, sum(call, parameters, input, y, x, n));
        }
      }
    }
    return call.pool().map(pool -> pooled(call, pool, output)).orElse(output);
  }

  private static int sum(
      FabricCall call, CallParameters parameters, int[][][] input, int y, int x, int neuron) {
    int sum = 0;
    int words = call.paddedInChannels() / Long.SIZE;
    for (int ky = 0; ky < call.kernel(); ky++) {
      for (int kx = 0; kx < call.kernel(); kx++) {
        int row = y * call.stride() + ky - call.padBefore();
        int column = x * call.stride() + kx - call.padBefore();
        if (row < 0 || column < 0 || row >= input.length || column >= input.length) {
          continue;
        }
        int channels = Math.min(call.paddedInChannels(), input[row][column].length);
        for (int c = 0; c < channels; c++) {
          long word =
              parameters.weightWord(neuron, (ky * call.kernel() + kx) * words + c / Long.SIZE);
          sum += (word >>> c & 1) == 0 ? input[row][column][c] : -input[row][column][c];
        }
      }
    }
    return sum;
  }

  private int activation(CallParameters parameters, int neuron, int sum) {
    int count = 0;
    for (int k = 0; k < overlay.thresholds(); k++) {
      count += sum >= parameters.threshold(neuron, k) ? 1 : 0;
    }
    return parameters.inverted(neuron) ? overlay.maxActivation() - count : count;
  }

  private static int[][][] pooled(FabricCall call, PoolCall pool, int[][][] map) {
    int[][][] result = new int[pool.outSide()][pool.outSide()][map[0][0].length];
    for (int y = 0; y < pool.outSide(); y++) {
      for (int x = 0; x < pool.outSide(); x++) {
        for (int i = 0; i < pool.size() * pool.size(); i++) {
          int row = y * pool.stride() + i / pool.size() - call.poolPadBefore();
          int column = x * pool.stride() + i % pool.size() - call.poolPadBefore();
          if (row >= 0 && column >= 0 && row < map.length && column < map.length) {
            for (int n = 0; n < result[y][x].length; n++) {
              result[y][x][n] = Math.max(result[y][x][n], map[row][column][n]);
            }
          }
        }
      }
    }
    return result;
  }
}
