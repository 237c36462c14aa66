package bnn4j.cli.hardware;

import picocli.CommandLine.Command;

/** {@code hardware COMMAND …}: the overlay itself. */
@Command(
    name = "hardware",
    description = "From an overlay's description to SystemVerilog, and what it costs on a chip.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GenerateHardwareCommand.class,
      SizeFifosCommand.class,
      EstimateHardwareCommand.class,
      FoldHardwareCommand.class,
      SynthesizeHardwareCommand.class,
      DrawHardwareCommand.class
    })
public final class HardwareCommand {}
