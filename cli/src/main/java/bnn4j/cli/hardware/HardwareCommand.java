package bnn4j.cli.hardware;

import picocli.CommandLine.Command;

/** {@code hardware COMMAND …}: the overlay itself. */
@Command(
    name = "hardware",
    description =
        "Generates SystemVerilog for an overlay, and estimates, folds, simulates, synthesizes and draws it (docs/hardware.md).",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenerateHardwareCommand.class,
      SizeFifosCommand.class,
      EstimateHardwareCommand.class,
      FoldHardwareCommand.class,
      SynthesizeHardwareCommand.class,
      DrawHardwareCommand.class
    },
    footer = "  bnn4j hardware estimate cnvW1A1 --board pynq-z1")
public final class HardwareCommand {}
