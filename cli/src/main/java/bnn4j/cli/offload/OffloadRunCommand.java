package bnn4j.cli.offload;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.Writes;
import bnn4j.cli.place.OffloadPlace;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.InputFile;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.driver.PortionedRun;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.engine.OffloadTraceFolder;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.slots.MapDifference;
import bnn4j.offload.slots.MapFile;
import bnn4j.offload.slots.SlotFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code offload run LAYERS.json --overlay OVERLAY.json --input FILE --out FILE}. */
@Command(
    name = "run",
    description = "Runs packed activations through a network, bit-exactly.",
    footer = "  bnn4j offload run net-layers.json --overlay W1A3 --input in.bin --out out.bin",
    exitCodeList = {"0:success", "1:the output differs from --expect", "2:wrong usage or input"})
final class OffloadRunCommand implements Callable<Integer> {
  private static final int MOST_EXPECTED_BYTES = 1 << 28;

  @Mixin private OffloadNetworkArgument argument;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "Packed input activations, in the format of the original's input.bin.")
  private Path input;

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = Count.class,
      defaultValue = "1",
      description = "Number of images in the file (default: ${DEFAULT-VALUE}).")
  private int images;

  @Writes
  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Output file for packed activations, in the format of the original's verification.bin.")
  private Path out;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "Expected output, such as the original's verification.bin.")
  private Path expected;

  @Writes(folder = true)
  @Option(
      names = "--trace",
      paramLabel = "DIR",
      description =
          "Write the activations of every layer to this folder; one folder per image if there are several.")
  private Path trace;

  @Mixin private OffloadPlace place;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (trace != null) {
      place.expectEngine("--trace");
      OffloadTraceFolder.checkFree(trace);
    }
    Schedule schedule = argument.schedule(spec);
    OffloadNetwork network = argument.network(schedule);
    SlotFormat in = new SlotFormat(schedule.overlay(), schedule.input());
    SlotFormat result = new SlotFormat(schedule.overlay(), schedule.output());
    MapFile maps = MapFile.read(input, images, in);
    long start = System.nanoTime();
    long[] output = run(network, maps, result.words());
    double seconds = (System.nanoTime() - start) / 1e9;
    AtomicFile.write(out, file -> file.write(result.bytes(output)));
    if (trace != null) {
      OffloadTraceFolder.writeEach(OffloadEngine.of(network), maps, trace);
    }
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d x %d pixels of %d bytes, %d channels of %d bits%s, in %.2f s%n",
            out,
            result.shape().side(),
            result.shape().side(),
            schedule.overlay().slotBytes(),
            result.shape().channels(),
            schedule.overlay().activationBits(),
            images == 1 ? "" : ", %d times (%.1f/s)".formatted(images, images / seconds),
            seconds);
    spec.commandLine().getOut().flush();
    return expected == null || isExpected(result, output) ? 0 : 1;
  }

  private long[] run(OffloadNetwork network, MapFile maps, int outputWords) {
    try (OffloadAccelerator accelerator = place.open(network.schedule().overlay());
        ProgressLine progress = new ProgressLine("offload", " images", images)) {
      accelerator.load(network);
      return PortionedRun.run(accelerator, maps, outputWords, progress::show);
    }
  }

  private boolean isExpected(SlotFormat format, long[] output) throws IOException {
    Optional<MapDifference> difference =
        MapDifference.of(
            format, format.bytes(output), InputFile.read(expected, MOST_EXPECTED_BYTES, "a map"));
    difference.ifPresent(
        first ->
            spec.commandLine()
                .getErr()
                .printf("%s differs from %s first at %s%n", out, expected, first));
    spec.commandLine().getErr().flush();
    return difference.isEmpty();
  }
}
