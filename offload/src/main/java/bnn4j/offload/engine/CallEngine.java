package bnn4j.offload.engine;

import bnn4j.kernels.KernelChoice;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.schedule.FabricCall;

/** Runs a single call, whatever stands in the slots of its input. Belongs to one thread. */
public final class CallEngine {
  private final OffloadOverlay overlay;
  private final FabricCall call;
  private final CallGeometry geometry;
  private final CallRun run;
  private final PlaneMap input;
  private final long[][] windows;

  private CallEngine(OffloadOverlay overlay, PreparedCall prepared) {
    int bits = overlay.activationBits();
    this.overlay = overlay;
    this.call = prepared.call();
    this.geometry = prepared.geometry();
    this.run = new CallRun(prepared, bits);
    this.input = new PlaneMap(call.paddedInChannels(), call.inSide(), bits);
    this.windows = new long[bits][geometry.mapWords()];
  }

  /** Prepares a call. */
  public static CallEngine of(OffloadOverlay overlay, FabricCall call, CallParameters parameters) {
    return new CallEngine(
        overlay,
        new PreparedCall(
            call, parameters, call.paddedInChannels(), KernelChoice.ofThisJvm().kernel()));
  }

  /** What it runs. */
  public FabricCall call() {
    return call;
  }

  /**
   * Runs.
   *
   * @param slots the input map; channels up to whole weight words are read
   * @return the stored map, channels up to whole rows of neurons
   */
  public long[] run(long[] slots) {
    input.unpack(slots, 0, overlay);
    for (int p = 0; p < windows.length; p++) {
      geometry.layOut(input, p, windows[p]);
    }
    run.run(windows, null);
    int side = call.storedSide();
    long[] stored = new long[side * side * overlay.slotWords()];
    run.output().pack(stored, 0, run.output().channels(), overlay);
    return stored;
  }
}
