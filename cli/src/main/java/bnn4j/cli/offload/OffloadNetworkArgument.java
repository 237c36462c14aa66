package bnn4j.cli.offload;

import bnn4j.cli.option.DataOption;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.json.LayersFile;
import bnn4j.offload.json.OffloadOverlayFile;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A layers file, the overlay that it is for, and where its parameters are. */
final class OffloadNetworkArgument {
  @Parameters(
      paramLabel = "LAYERS.json",
      description = "Layers file of the network, in QNN-MO-PYNQ's format.")
  private Path layers;

  @Option(
      names = "--overlay",
      paramLabel = "OVERLAY.json",
      required = true,
      description = "Limits of the overlay: its JSON file, or W1A2 or W1A3 for the published ones.")
  private String overlay;

  @Option(
      names = "--params",
      paramLabel = "DIR",
      description = "Folder of the parameter files (default: as in the layers file).")
  private Path params;

  /** Calls of the network; prints warnings. */
  Schedule schedule(CommandSpec spec) {
    Schedule schedule = Schedule.of(description(), overlay());
    schedule.warnings().forEach(DataOption.warnings(spec));
    return schedule;
  }

  private NetworkDescription description() {
    return LayersFile.read(layers);
  }

  OffloadOverlay overlay() {
    return switch (Files.exists(Path.of(overlay)) ? "" : overlay) {
      case "W1A2" -> OffloadOverlay.W1A2;
      case "W1A3" -> OffloadOverlay.W1A3;
      default -> OffloadOverlayFile.read(Path.of(overlay));
    };
  }

  OffloadNetwork network(Schedule schedule) {
    return OffloadNetwork.read(schedule, folder());
  }

  /** Where the parameter files are. */
  Path folder() {
    return params == null ? description().parameters() : params;
  }
}
