package bnn4j.board.runtime;

import bnn4j.board.BoardDevice;
import bnn4j.board.BoardSettings;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.simulation.SimulatedDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Options of what is driven through registers. */
final class DeviceOptions {
  private static final double NANOS = 1e9;

  private final Options options;

  DeviceOptions(Options options) {
    this.options = options;
  }

  /** Where Linux's files are. */
  static SystemTree tree(Options options) {
    return options.path("--root").map(SystemTree::new).orElse(SystemTree.REAL);
  }

  /** The board's FPGA, or a simulated one, driven. */
  Accelerator open(boolean board, Overlay overlay, int imagesPerCall) {
    DriverSettings settings = settings().withImagesPerCall(imagesPerCall);
    return new DrivenAccelerator(device(board, overlay), overlay, settings);
  }

  private DriverSettings settings() {
    Optional<Double> seconds = options.number("--timeout");
    if (seconds.isEmpty()) {
      return DriverSettings.STANDARD;
    }
    if (seconds.get() == 0) {
      throw options.wrong("--timeout", "a number above 0");
    }
    return DriverSettings.STANDARD.withTimeout(
        Duration.ofNanos((long) Math.ceil(seconds.get() * NANOS)));
  }

  private Device device(boolean board, Overlay overlay) {
    if (!board) {
      return new SimulatedDevice(overlay, Runtime.getRuntime().availableProcessors());
    }
    BoardSettings settings = BoardSettings.AS_IT_IS.withTree(tree(options));
    Optional<Path> file = options.path("--bitstream");
    if (file.isPresent()) {
      Bitstream bitstream = Bitstream.read(file.get());
      bitstream.checkFor(overlay);
      settings = settings.withBitstream(bitstream);
    }
    Optional<Long> base = options.address("--base");
    if (base.isPresent()) {
      settings = settings.withBase(base.get());
    }
    Optional<Double> clock = options.number("--clock");
    if (clock.isPresent()) {
      settings = settings.withClock(clock.get());
    }
    return BoardDevice.open(settings);
  }
}
