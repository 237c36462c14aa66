package bnn4j.cli.place;

import bnn4j.hardware.simulation.RtlDevice;
import bnn4j.hardware.simulation.RtlTracer;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings.ReadBack;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.simulation.SimulatedDevice;

/** Places where a parameter set runs; each opens its accelerator. */
public enum Place {
  /** The bit-exact engine, on this machine. */
  ENGINE {
    @Override
    Accelerator open(Overlay overlay, RunOptions options) {
      return new EngineAccelerator(overlay, options.threads());
    }
  },

  /** The driver for hardware, on an overlay that is simulated on this machine. */
  SIMULATION {
    @Override
    Accelerator open(Overlay overlay, RunOptions options) {
      return new DrivenAccelerator(
          new SimulatedDevice(overlay, options.threads()), overlay, options.driverSettings());
    }
  },

  /** The driver for hardware, on the overlay's SystemVerilog, simulated cycle by cycle. */
  RTL {
    @Override
    Accelerator open(Overlay overlay, RunOptions options) {
      return new DrivenAccelerator(
          new RtlDevice(overlay), overlay, RtlTracer.settings(options.timeout()));
    }
  },

  /** A board that is told over SSH what to run. */
  BOARD {
    @Override
    Accelerator open(Overlay overlay, RunOptions options) {
      return options.host().overSsh(overlay, options.timeout());
    }
  },

  /** The driver for hardware, here, on a board behind PYNQ's own server. */
  REMOTE {
    @Override
    Accelerator open(Overlay overlay, RunOptions options) {
      return new DrivenAccelerator(
          options.host().overGrpc(overlay),
          overlay,
          options.driverSettings().withReadBack(ReadBack.EACH_MEMORY));
    }
  };

  /** Whether networks can be offloaded layer by layer there. */
  public boolean offloads() {
    return this != RTL && this != BOARD;
  }

  /** An accelerator with nothing loaded, to be closed by who asks for it. */
  abstract Accelerator open(Overlay overlay, RunOptions options);
}
