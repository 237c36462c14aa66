package bnn4j.cli.hardware;

import bnn4j.hardware.estimate.Clock;
import bnn4j.hardware.estimate.TargetBoard;
import picocli.CommandLine.Option;

/** Target board and clock frequency. */
final class BoardOptions {
  @Option(
      names = "--board",
      paramLabel = "BOARD",
      defaultValue = "pynq-z1",
      description = "Board: pynq-z1, pynq-z2, ultra96 or zcu104 (default: ${DEFAULT-VALUE}).")
  private String board;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description =
          "Clock frequency (default: 100 for PYNQ-Z1 and PYNQ-Z2, 300 for Ultra96, 200 for ZCU104).")
  private Double clock;

  TargetBoard board() {
    return TargetBoard.named(board);
  }

  Clock clock() {
    return new Clock(clock == null ? board().megahertz() : clock);
  }
}
