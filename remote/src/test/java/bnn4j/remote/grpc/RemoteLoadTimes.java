package bnn4j.remote.grpc;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.driver.DriverSettings.ReadBack;
import bnn4j.overlay.driver.Register;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/**
 * Measures how long loading an overlay word by word takes through a PYNQ.remote server of this
 * machine, and compares the results. No test; run its main with the overlay's name.
 */
final class RemoteLoadTimes {
  private static final int IMAGES = 100;

  private RemoteLoadTimes() {}

  /**
   * Prints the times.
   *
   * @param args the overlay's name, {@code cnvW1A1} where there is none
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    Overlay overlay = Overlays.named(args.length == 0 ? "cnvW1A1" : args[0]);
    ParameterSet parameters = RandomParameters.of(overlay, 10, new Random(1));
    DriverSettings settings = DriverSettings.STANDARD.withReadBack(ReadBack.EACH_MEMORY);
    SimulatedDevice device = new SimulatedDevice(overlay, 1);
    try (PynqRemote server = new PynqRemote(device);
        DrivenAccelerator accelerator =
            new DrivenAccelerator(
                RemoteDevice.open(server.address(), PynqRemote.AT_BASE, Optional.empty()),
                overlay,
                settings)) {
      long start = System.nanoTime();
      accelerator.load(parameters);
      double seconds = (System.nanoTime() - start) / 1e9;
      long calls = server.registers.writes.sum() + server.registers.reads.sum();
      System.out.printf(
          "%s: loaded in %.1f s, %d register writes and %d reads, %.0f a second%n",
          overlay.name(),
          seconds,
          server.registers.writes.sum(),
          server.registers.reads.sum(),
          calls / seconds);
      long[] input = new Random(2).longs((long) IMAGES * overlay.inputWords()).toArray();
      System.out.printf("one access after the other: %.0f a second%n", rate(server));
      boolean equal =
          Arrays.equals(
              accelerator.run(input, IMAGES), Engine.of(parameters).run(input, IMAGES, 1));
      System.out.println(IMAGES + " images: " + (equal ? "as the engine" : "not as the engine"));
    }
  }

  /** Writes that each wait for the one before, as if arguments were not kept. */
  private static double rate(PynqRemote server) {
    int writes = 10_000;
    try (RemoteDevice device =
        RemoteDevice.open(server.address(), PynqRemote.AT_BASE, Optional.empty())) {
      long start = System.nanoTime();
      for (int i = 0; i < writes; i++) {
        device.registers().write(Register.INTERRUPT_ENABLE.offset(), 0);
      }
      return writes / ((System.nanoTime() - start) / 1e9);
    }
  }
}
