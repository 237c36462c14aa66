package bnn4j.cli;

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
    description =
        "Run packed activations through a network, bit-exactly. Exit code 1 if they are not what"
            + " --expect says.")
final class OffloadRunCommand implements Callable<Integer> {
  @Mixin private OffloadNetworkArgument argument;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "Packed input activations, as the original's input.bin.")
  private Path input;

  @Option(
      names = "--images",
      paramLabel = "N",
      converter = Count.class,
      defaultValue = "1",
      description = "How many images the file holds, one after the other; default 1.")
  private int images;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Gets the packed output activations, as the original's verification.bin.")
  private Path out;

  @Option(
      names = "--expect",
      paramLabel = "FILE",
      description = "What should come out, such as the original's verification.bin.")
  private Path expected;

  @Option(
      names = "--trace",
      paramLabel = "DIR",
      description = "Write the activations of every layer, a folder per image if there are many.")
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
    long[] words = read(in);
    long start = System.nanoTime();
    long[] output = run(network, words);
    double seconds = (System.nanoTime() - start) / 1e9;
    AtomicFile.write(out, file -> file.write(result.bytes(output)));
    if (trace != null) {
      trace(network, words, in.words());
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

  private long[] read(SlotFormat format) throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    if (bytes.length % images != 0) {
      throw new Refusal(
          "%s: %d bytes, which are not %d images of the same size"
              .formatted(input, bytes.length, images));
    }
    int size = bytes.length / images;
    long[] words = new long[Math.multiplyExact(images, format.words())];
    for (int i = 0; i < images; i++) {
      byte[] image = Arrays.copyOfRange(bytes, i * size, (i + 1) * size);
      String name = images == 1 ? input.toString() : "%s, image %d".formatted(input, i);
      System.arraycopy(format.read(name, image), 0, words, i * format.words(), format.words());
    }
    return words;
  }

  private long[] run(OffloadNetwork network, long[] words) {
    try (OffloadAccelerator accelerator = place.open(network.schedule().overlay());
        ProgressLine progress = new ProgressLine("offload", " images", images)) {
      accelerator.load(network);
      return accelerator.run(words, images, progress::show);
    }
  }

  private void trace(OffloadNetwork network, long[] words, int perImage) {
    OffloadEngine engine = OffloadEngine.of(network);
    for (int i = 0; i < images; i++) {
      Path folder = images == 1 ? trace : trace.resolve("trace" + i);
      long[] image = Arrays.copyOfRange(words, i * perImage, (i + 1) * perImage);
      OffloadTraceFolder.write(engine, image, folder);
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
