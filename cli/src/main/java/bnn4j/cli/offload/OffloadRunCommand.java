package bnn4j.cli.offload;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.Count;
import bnn4j.cli.place.OffloadPlace;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.engine.OffloadEngine;
import bnn4j.offload.engine.OffloadTraceFolder;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.slots.SlotFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
  /** Images that are in memory at a time. */
  private static final int PORTION = 16;

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
    }
    Schedule schedule = argument.schedule(spec);
    OffloadNetwork network = argument.network(schedule);
    SlotFormat in = new SlotFormat(schedule.overlay(), schedule.input());
    SlotFormat result = new SlotFormat(schedule.overlay(), schedule.output());
    byte[] bytes = read();
    long start = System.nanoTime();
    long[] output = run(network, bytes, in, result.words());
    double seconds = (System.nanoTime() - start) / 1e9;
    AtomicFile.write(out, file -> file.write(result.bytes(output)));
    if (trace != null) {
      trace(network, bytes, in);
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

  private byte[] read() throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    if (bytes.length % images != 0) {
      throw new Refusal(
          "%s: %d bytes, which are not %d images of the same size"
              .formatted(input, bytes.length, images));
    }
    return bytes;
  }

  /** One of the images of the file, in slots. */
  private long[] image(byte[] bytes, int index, SlotFormat format) {
    int size = bytes.length / images;
    byte[] image = Arrays.copyOfRange(bytes, index * size, (index + 1) * size);
    String name = images == 1 ? input.toString() : "%s, image %d".formatted(input, index);
    return format.read(name, image);
  }

  /** In portions, because slots may be many times as large as the pixels of the file. */
  private long[] run(OffloadNetwork network, byte[] bytes, SlotFormat in, int outputWords) {
    long[] output = new long[Math.multiplyExact(images, outputWords)];
    try (OffloadAccelerator accelerator = place.open(network.schedule().overlay());
        ProgressLine progress = new ProgressLine("offload", " images", images)) {
      accelerator.load(network);
      for (int from = 0; from < images; from += PORTION) {
        int count = Math.min(PORTION, images - from);
        long[] words = new long[count * in.words()];
        for (int i = 0; i < count; i++) {
          System.arraycopy(image(bytes, from + i, in), 0, words, i * in.words(), in.words());
        }
        int before = from;
        long[] results = accelerator.run(words, count, done -> progress.show(before + done));
        System.arraycopy(results, 0, output, from * outputWords, results.length);
      }
    }
    return output;
  }

  private void trace(OffloadNetwork network, byte[] bytes, SlotFormat in) {
    OffloadEngine engine = OffloadEngine.of(network);
    for (int i = 0; i < images; i++) {
      Path folder = images == 1 ? trace : trace.resolve("trace" + i);
      OffloadTraceFolder.write(engine, image(bytes, i, in), folder);
    }
  }

  private boolean isExpected(SlotFormat format, long[] output) throws IOException {
    byte[] found = format.bytes(output);
    byte[] wanted = Files.readAllBytes(expected);
    int difference = Arrays.mismatch(found, wanted);
    if (difference < 0) {
      return true;
    }
    int slot = format.overlay().slotBytes();
    int pixel = difference / slot % format.pixels();
    spec.commandLine()
        .getErr()
        .printf(
            "%s differs from %s first at byte %d: image %d, row %d, column %d, channel %d%n",
            out,
            expected,
            difference,
            difference / slot / format.pixels(),
            pixel / format.shape().side(),
            pixel % format.shape().side(),
            difference % slot * Byte.SIZE / format.overlay().activationBits());
    spec.commandLine().getErr().flush();
    return false;
  }
}
