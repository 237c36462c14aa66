package bnn4j.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import bnn4j.network.InputFormat;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.host.InputPacking;
import bnn4j.overlay.params.LayerMemory;
import bnn4j.overlay.params.ParameterSet;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Runs pictures through the engine and through onnxruntime. */
final class Runs {
  private Runs() {}

  /** Pictures of all kinds: noise, ramps, waves, flat ones. */
  static List<byte[]> pictures(InputFormat format, int count, long seed) {
    Random random = new Random(seed);
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] pixels = new byte[format.values()];
      random.nextBytes(pixels);
      double pace = random.nextDouble() / 3;
      int shift = random.nextInt(256);
      for (int p = 0; p < pixels.length && i % 4 > 0; p++) {
        pixels[p] =
            (byte)
                switch (i % 4) {
                  case 1 -> p * 255 / pixels.length + shift;
                  case 2 -> 128 + 127 * Math.sin(p * pace + shift);
                  default -> shift + random.nextInt(3);
                };
      }
      pictures.add(pixels);
    }
    return pictures;
  }

  /** What the engine gives, a word or more. */
  static long[] engine(Engine engine, byte[] pixels) {
    Overlay overlay = engine.overlay();
    InputPacking packing = InputPacking.of(overlay);
    long[] words = new long[packing.words()];
    packing.pack(pixels, 0, words, 0);
    long[] output = new long[overlay.outputWords()];
    engine.run(words, 0, 1, output, 0);
    return output;
  }

  /** Bits or scores of the outputs that stand for a class. */
  static int[] values(ParameterSet set, long[] output) {
    return IntStream.range(0, set.outputs())
        .map(
            i ->
                set.overlay().bitOutput()
                    ? (int) (output[i / 64] >>> (i % 64) & 1)
                    : Decode.score(output, 0, i))
        .toArray();
  }

  /** Memories full of random bits, thresholds near the middle of what can be. */
  static ParameterSet randomSet(Overlay overlay, int classes, Random random) {
    List<LayerMemory> memories =
        overlay.layers().stream()
            .map(
                layer -> {
                  int pes = layer.folding().pe();
                  long mask =
                      layer.folding().simd() * layer.weightBits() == 64
                          ? -1L
                          : (1L << (layer.folding().simd() * layer.weightBits())) - 1;
                  long[][] weights = new long[pes][layer.wmem()];
                  long[][] thresholds = new long[pes][layer.tmem() * layer.thresholdsPerNeuron()];
                  for (int pe = 0; pe < pes; pe++) {
                    for (int i = 0; i < weights[pe].length; i++) {
                      long word = random.nextLong() & mask;
                      // No -2, the code 10: where a high bit is set, the low one is too.
                      weights[pe][i] =
                          layer.weightBits() == 1
                              ? word
                              : word | (word >>> 1 & 0x5555555555555555L);
                    }
                    for (int i = 0; i < thresholds[pe].length; i++) {
                      int span = layer.accumulatorMax() - layer.accumulatorMin() + 4;
                      int whole = layer.accumulatorMin() - 2 + random.nextInt(span);
                      int middle = (layer.accumulatorMin() + layer.accumulatorMax()) / 2;
                      int near = middle + random.nextInt(span / 8 + 2) - span / 16;
                      thresholds[pe][i] = random.nextInt(4) == 0 ? whole : near;
                    }
                  }
                  return new LayerMemory(weights, thresholds);
                })
            .toList();
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    return new ParameterSet(overlay, memories, names);
  }

  /** A model in onnxruntime. */
  static final class Session implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    Session(ModelProto model) {
      try {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        session = ENVIRONMENT.createSession(model.toByteArray(), options);
      } catch (OrtException e) {
        throw new AssertionError(e);
      }
    }

    /** Bits or scores of a run; empty if the graph gives a class only. */
    static int[] values(Map<String, Object> run) {
      float[][] found = (float[][]) run.getOrDefault("bits", run.get("scores"));
      if (found == null) {
        return new int[0];
      }
      int[] values = new int[found[0].length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (int) found[0][i];
      }
      return values;
    }

    /** The class of a run. */
    static int chosen(Map<String, Object> run) {
      return (int) ((long[][]) run.get("class"))[0][0];
    }

    /** All outputs by name. */
    Map<String, Object> run(InputFormat format, byte[] pixels) {
      float[] floats = new float[pixels.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = Byte.toUnsignedInt(pixels[i]);
      }
      long[] shape = {1, format.channels(), format.dimension(), format.dimension()};
      try (OnnxTensor tensor =
              OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(floats), shape);
          OrtSession.Result result = session.run(Map.of("pixels", tensor))) {
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
          values.put(entry.getKey(), entry.getValue().getValue());
        }
        return values;
      } catch (OrtException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      try {
        session.close();
      } catch (OrtException e) {
        throw new AssertionError(e);
      }
    }
  }
}
