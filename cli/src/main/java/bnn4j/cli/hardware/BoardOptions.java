package bnn4j.cli.hardware;

import bnn4j.hardware.estimate.Clock;
import bnn4j.hardware.estimate.TargetBoard;
import picocli.CommandLine.Option;

/** Which board hardware is meant for, and how fast it runs there. */
final class BoardOptions {
  @Option(
      names = "--board",
      paramLabel = "BOARD",
      defaultValue = "pynq-z1",
      description = "pynq-z1, pynq-z2, ultra96 or zcu104; default pynq-z1.")
  private String board;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description =
          "Clock; default what overlays have run at on the board: 100 MHz on PYNQ, 300 on Ultra96,"
              + " 200 on ZCU104.")
  private Double clock;

  TargetBoard board() {
    return TargetBoard.named(board);
  }

  Clock clock() {
    return new Clock(clock == null ? board().megahertz() : clock);
  }
}
