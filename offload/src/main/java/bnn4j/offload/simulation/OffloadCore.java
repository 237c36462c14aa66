package bnn4j.offload.simulation;

import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.WeightImage;
import bnn4j.offload.engine.CallEngine;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.overlay.simulation.Incidents;
import bnn4j.overlay.simulation.PhysicalMemory;
import java.util.Arrays;

/** What the accelerator does once it is started: load weights, or compute a call. */
final class OffloadCore {
  private final OffloadOverlay overlay;
  private final PhysicalMemory memory;
  private final Incidents incidents;

  /** As wide as the memories are; null before the first load. */
  private CallParameters content;

  private int loadedKernel;

  /** Made of the memories for the last call; null since something was loaded. */
  private CallEngine engine;

  OffloadCore(OffloadOverlay overlay, PhysicalMemory memory, Incidents incidents) {
    this.overlay = overlay;
    this.memory = memory;
    this.incidents = incidents;
  }

  void load(long[] ports, int kernel) {
    if (kernel < 1 || kernel > overlay.maxKernel()) {
      incidents.add("requested to load weights of kernels of %d x %<d".formatted(kernel));
      return;
    }
    WeightImage image = new WeightImage(overlay, kernel);
    content =
        new CallParameters(
            overlay,
            1,
            new long[overlay.pes()][overlay.weightMemory(kernel)],
            new long[overlay.pes()][overlay.thresholdMemory() * overlay.thresholdWords()]);
    for (int port = 0; port < overlay.memoryPorts(); port++) {
      image.store(memory.read(ports[port], image.words()), port, content);
    }
    loadedKernel = kernel;
    engine = null;
  }

  void compute(FabricCall call, long in, long out) {
    if (content == null || loadedKernel != call.kernel()) {
      incidents.add(
          "requested to compute with kernels of %d x %<d, weights of %d x %<d are loaded"
              .formatted(call.kernel(), loadedKernel));
      return;
    }
    if (!fits(call)) {
      incidents.add("requested an operation that the overlay does not support: " + call);
      return;
    }
    if (engine == null || !engine.call().equals(call)) {
      engine = CallEngine.of(overlay, call, parameters(call));
    }
    int words = call.inSide() * call.inSide() * overlay.slotWords();
    memory.write(out, engine.run(memory.read(in, words)));
  }

  private boolean fits(FabricCall call) {
    return call.inChannels() >= 1
        && call.inChannels() <= overlay.maxInputChannels()
        && call.outChannels() >= 1
        && call.outChannels() <= overlay.maxOutputChannels()
        && call.inSide() >= 1
        && call.paddedSide() >= call.inSide()
        && call.paddedSide() <= overlay.maxInputSide()
        && call.outSide() == (call.paddedSide() - call.kernel()) / call.stride() + 1
        && call.storedSide() >= 1
        && call.storedSide() <= overlay.maxOutputSide();
  }

  /** The head of each memory, of which the rows of neurons that are computed. */
  private CallParameters parameters(FabricCall call) {
    int rows = overlay.paddedOutputs(call.outChannels()) / overlay.pes();
    CallParameters head =
        new CallParameters(
            overlay, call.weightWords(), new long[overlay.pes()][], new long[overlay.pes()][]);
    for (int pe = 0; pe < overlay.pes(); pe++) {
      head.weights()[pe] = Arrays.copyOf(content.weights()[pe], rows * call.weightWords());
      head.thresholds()[pe] =
          Arrays.copyOf(content.thresholds()[pe], rows * overlay.thresholdWords());
    }
    return head;
  }
}
