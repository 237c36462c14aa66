package bnn4j.offload.engine;

import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.Step;
import java.util.List;

/** One thread's workspace for a layer: all of its iterations. */
final class LayerRun {
  private final Step.Layer layer;
  private final CallGeometry geometry;
  private final CallRun[] calls;
  private final long[][] windows;
  private final int channels;

  /** All iterations side by side; null if there is only one. */
  private final PlaneMap joined;

  LayerRun(Step.Layer layer, List<PreparedCall> prepared, int bits) {
    this.layer = layer;
    this.geometry = prepared.get(0).geometry();
    this.calls = new CallRun[prepared.size()];
    for (int i = 0; i < calls.length; i++) {
      calls[i] = new CallRun(prepared.get(i), bits);
    }
    this.windows = new long[bits][geometry.mapWords()];
    FabricCall call = layer.call();
    this.channels = calls.length == 1 ? prepared.get(0).neurons() : call.outChannels();
    this.joined =
        calls.length == 1 ? null : new PlaneMap(calls.length * channels, call.storedSide(), bits);
  }

  /** Runs; the result stays until the next run. */
  PlaneMap run(PlaneMap input, String suffix, TraceListener listener) {
    for (int p = 0; p < windows.length; p++) {
      geometry.layOut(input, p, windows[p]);
    }
    if (listener == null) {
      for (CallRun call : calls) {
        call.run(windows, null);
      }
      return calls.length == 1 ? calls[0].output() : join();
    }
    return traced(suffix, listener);
  }

  private PlaneMap traced(String suffix, TraceListener listener) {
    FabricCall call = layer.call();
    boolean pooled = call.pool().isPresent();
    int pixels = call.outSide() * call.outSide();
    byte[][] convolved = new byte[calls.length][];
    for (int i = 0; i < calls.length; i++) {
      convolved[i] = pooled ? new byte[pixels * calls[i].output().channels()] : null;
      calls[i].run(windows, convolved[i]);
    }
    PlaneMap output = calls.length == 1 ? calls[0].output() : join();
    if (pooled) {
      int all = calls.length * channels;
      listener.map(layer.name() + suffix, call.outSide(), all, interleaved(convolved, pixels));
    }
    listener.map(
        layer.storedName() + suffix,
        output.side(),
        output.channels(),
        output.values(output.channels()));
    return output;
  }

  private PlaneMap join() {
    joined.clear();
    for (int i = 0; i < calls.length; i++) {
      joined.addChannels(calls[i].output(), 0, i * channels, channels);
    }
    return joined;
  }

  /** The channels of all iterations, pixel by pixel. */
  private byte[] interleaved(byte[][] maps, int pixels) {
    if (maps.length == 1) {
      return maps[0];
    }
    byte[] all = new byte[pixels * maps.length * channels];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int i = 0; i < maps.length; i++) {
        int computed = calls[i].output().channels();
        int to = (pixel * maps.length + i) * channels;
        System.arraycopy(maps[i], pixel * computed, all, to, channels);
      }
    }
    return all;
  }
}
