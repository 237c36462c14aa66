package bnn4j.cli.offload;

import picocli.CommandLine.Command;

/** {@code offload run|show|fold LAYERS.json}. */
@Command(
    name = "offload",
    description =
        "Shows, runs and folds networks of any depth on one bitstream (QNN-MO-PYNQ): one layer per call, with weights loaded per call (docs/offload.md).",
    synopsisSubcommandLabel = "(run | show | fold) LAYERS.json",
    subcommands = {OffloadRunCommand.class, OffloadShowCommand.class, OffloadFoldCommand.class},
    footer = "  bnn4j offload show tinier-yolo-layers.json --overlay W1A3")
public final class OffloadCommand {}
