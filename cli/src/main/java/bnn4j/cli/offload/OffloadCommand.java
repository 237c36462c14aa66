package bnn4j.cli.offload;

import picocli.CommandLine.Command;

/** {@code offload run|show|fold LAYERS.json}. */
@Command(
    name = "offload",
    description =
        "Networks of any depth on one bitstream (QNN-MO-PYNQ): a few layers per call, parameters"
            + " streamed in.",
    synopsisSubcommandLabel = "(run | show | fold) LAYERS.json",
    subcommands = {OffloadRunCommand.class, OffloadShowCommand.class, OffloadFoldCommand.class})
public final class OffloadCommand {}
