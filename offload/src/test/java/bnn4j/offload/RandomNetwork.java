package bnn4j.offload;

import bnn4j.offload.json.LayersFile;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Schedule.NumberedCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks of all shapes, with parameters that no training would give. */
public final class RandomNetwork {
  private final OffloadOverlay overlay;
  private final Random random;
  private final List<String> layers = new ArrayList<>();
  private int channels;
  private int side;

  private RandomNetwork(OffloadOverlay overlay, long seed) {
    this.overlay = overlay;
    this.random = new Random(seed);
  }

  /** A network for an overlay, written and read as files. */
  public static OffloadNetwork of(OffloadOverlay overlay, long seed, Path scratch)
      throws IOException {
    return new RandomNetwork(overlay, seed).make(scratch);
  }

  private OffloadNetwork make(Path scratch) throws IOException {
    channels = 2 * upTo(50);
    side = 6 + upTo(6);
    int steps = upTo(4);
    for (int i = 0; i < steps; i++) {
      if (channels % 2 == 0 && random.nextInt(3) == 0) {
        split(i);
      } else {
        int most = overlay.maxOutputChannels() + upTo(60);
        layer("conv" + i, Math.min(most, overlay.maxInputChannels() - 8));
      }
    }
    Path file = scratch.resolve("layers.json");
    Files.writeString(
        file,
        """
        {"network": "random", "input_image": "i", "verification_image": "v", "binparam": "params",
         "use_binparams": true, "binparam_skip": 3, "layer_skip": 0,
         "layers": [%s, {"name": "end", "func": "none"}]}
        """
            .formatted(String.join(",\n", layers)));
    Schedule schedule = Schedule.of(LayersFile.read(file), overlay);
    Map<Integer, CallParameters> parameters = new HashMap<>();
    schedule.calls().forEach(call -> parameters.put(call.set(), parameters(call)));
    return new OffloadNetwork(schedule, parameters);
  }

  private int upTo(int most) {
    return 1 + random.nextInt(most);
  }

  private void split(int number) {
    layers.add(
        "{\"name\": \"split%d\", \"func\": \"split_layer\", \"split\": 2, \"input_channels\": %d, \"input_dim\": %d}"
            .formatted(number, channels, side));
    channels /= 2;
    int count = upTo(2);
    for (int i = 0; i < count; i++) {
      layer("part%d-%d".formatted(number, i), Math.min(70, overlay.maxOutputChannels()));
    }
    channels *= 2;
    layers.add(
        "{\"name\": \"merge%d\", \"func\": \"merge_layer\", \"merge\": 2, \"output_channels\": %d, \"output_dim\": %d}"
            .formatted(number, channels, side));
  }

  private void layer(String name, int mostChannels) {
    int kernel = Math.min(side, upTo(overlay.maxKernel()));
    double padding = random.nextInt(2 * kernel) / 2.0;
    int stride = upTo(2);
    int out = upTo(random.nextInt(3) == 0 ? mostChannels : Math.min(70, mostChannels));
    int convolved = ((int) (side + 2 * padding) - kernel) / stride + 1;
    layers.add(
        "{\"name\": \"%s\", \"func\": \"conv_layer\", \"kernel_shape\": %d, \"kernel_stride\": %d, \"input\": [%d, %d, %d], \"output\": [%d, %d, %d], \"padding\": %s}"
            .formatted(
                name, kernel, stride, channels, side, side, out, convolved, convolved, padding));
    channels = out;
    side = convolved;
    int padded = side + random.nextInt(2 * overlay.poolSize() - 1);
    if (random.nextBoolean() && padded >= overlay.poolSize()) {
      int poolStride = upTo(2);
      int pooled = (padded - overlay.poolSize()) / poolStride + 1;
      layers.add(
          "{\"name\": \"pool-%s\", \"func\": \"maxpool_layer\", \"kernel_shape\": %d, \"kernel_stride\": %d, \"input\": [%d, %d, %d], \"output\": [%d, %d, %d], \"padding\": 0}"
              .formatted(
                  name,
                  overlay.poolSize(),
                  poolStride,
                  channels,
                  padded,
                  padded,
                  channels,
                  pooled,
                  pooled));
      side = pooled;
    }
  }

  private CallParameters parameters(NumberedCall call) {
    CallParameters parameters = CallParameters.blank(overlay, call.call());
    for (int n = 0; n < parameters.neurons(); n++) {
      for (int w = 0; w < parameters.weightWords(); w++) {
        parameters.putWeightWord(n, w, random.nextLong());
      }
      for (int k = 0; k < overlay.thresholds(); k++) {
        int wide = random.nextInt(40) == 0 ? Short.MAX_VALUE : 150;
        parameters.putThreshold(n, k, random.nextInt(2 * wide) - wide);
      }
      // Only the lowest bit of the flags counts.
      parameters.putThreshold(n, overlay.thresholds(), random.nextInt(1 << 16));
    }
    return parameters;
  }
}
