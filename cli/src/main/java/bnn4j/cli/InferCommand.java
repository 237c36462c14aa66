package bnn4j.cli;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.PackedImages;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Csv;
import bnn4j.foundation.Refusal;
import bnn4j.hardware.simulation.RtlTracer;
import bnn4j.hardware.simulation.TimedTrace;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infer PARAMS --input FILE}. */
@Command(
    name = "infer",
    description =
        "Classify pictures bit-exactly; prints a line index,class,name for each, of a folder"
            + " file,class,name.")
final class InferCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PARAMS",
      arity = "0..1",
      description = "Folder, or name under params-out such as fashion-mnist/lfcW1A1.")
  private String params;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "A picture (PNG, JPEG, PPM), a folder of pictures, an IDX3 file (grey), or CIFAR-10"
              + " records (colour); IDX3 and records also as .gz.")
  private Path input;

  @Option(
      names = "--invert",
      description =
          "Picture files show dark strokes on a bright ground, as ink on paper; the card of a set"
              + " trained on such says so itself.")
  private boolean invert;

  @Option(
      names = "--raw",
      paramLabel = "FILE",
      description = "Write the raw output words, 64 bits each, little-endian.")
  private Path raw;

  @Option(
      names = "--trace",
      paramLabel = "DIR",
      description =
          "Write accumulators and activations of every layer, a folder per image; with --on rtl those"
              + " of the hardware, and the cycles in which it had them.")
  private Path trace;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description =
          "Instead of PARAMS, a published network that is offloaded layer by layer: dorefanet,"
              + " which prints the five most probable classes of ImageNet:"
              + " index,class,percent,name.")
  private String network;

  @Mixin private OffloadParameters published;
  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (network != null || params == null) {
      return inferPublished();
    }
    if (trace != null) {
      options.expectInsight("--trace");
    }
    ParameterSetArgument set =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println);
    ParameterSet parameters = set.parameters();
    options.checkDecode(parameters);
    Overlay overlay = parameters.overlay();
    InputImages.Named read =
        new InputImages(overlay, invert, set.pictures(), spec.commandLine().getErr()::println)
            .read(input, parameters.classes());
    LabeledImages images = read.images();
    long[] packed = PackedImages.pack(images, set.transform(), overlay, 0, images.size());
    long[] outputs =
        trace != null && options.onRtl()
            ? traceRtl(parameters, packed, images.size())
            : run(parameters, packed, images.size());
    if (raw != null) {
      AtomicFile.write(raw, out -> out.write(littleEndian(outputs)));
    }
    if (trace != null && !options.onRtl()) {
      writeTraces(Engine.of(parameters), packed, images.size());
    }
    print(outputs, read.names(), images.size(), parameters);
    return 0;
  }

  private int inferPublished() {
    if (network == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'PARAMS', or option '--network'");
    }
    for (String option : List.of("--invert", "--raw", "--trace", "--overlay", "--decode")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), "%s does not go with --network".formatted(option));
      }
    }
    if (params != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--network runs a published network; leave out '%s'".formatted(params));
    }
    if (!network.equals("dorefanet")) {
      throw new Refusal("--network: expected dorefanet, found '%s'".formatted(network));
    }
    new ImageNetGuesses(published).print(input, options, spec.commandLine().getOut());
    return 0;
  }

  private long[] run(ParameterSet parameters, long[] packed, int images) {
    try (Accelerator accelerator = options.open(parameters.overlay());
        ProgressLine progress = new ProgressLine("infer", " images", images)) {
      accelerator.load(parameters);
      return accelerator.run(packed, images, progress::show);
    }
  }

  private void writeTraces(Engine engine, long[] packed, int images) throws IOException {
    int words = engine.overlay().inputWords();
    for (int image = 0; image < images; image++) {
      TraceFolder.write(engine.trace(packed, image * words), trace.resolve("trace" + image));
    }
  }

  /** The hardware's own values, and the cycles in which it had them. */
  private long[] traceRtl(ParameterSet parameters, long[] packed, int images) {
    int words = parameters.overlay().inputWords();
    int outputWords = parameters.overlay().outputWords();
    long[] outputs = new long[images * outputWords];
    try (RtlTracer tracer = RtlTracer.open(parameters.overlay(), options.timeout());
        ProgressLine progress = new ProgressLine("infer", " images", images)) {
      tracer.load(parameters);
      for (int image = 0; image < images; image++) {
        TimedTrace timed =
            tracer.run(Arrays.copyOfRange(packed, image * words, (image + 1) * words));
        Path folder = trace.resolve("trace" + image);
        TraceFolder.write(timed.trace(), folder);
        TraceFolder.writeCycles(timed.cycles(), folder);
        System.arraycopy(timed.trace().output(), 0, outputs, image * outputWords, outputWords);
        progress.show(image + 1);
      }
    }
    return outputs;
  }

  private void print(long[] outputs, List<String> files, int images, ParameterSet parameters) {
    PrintWriter out = spec.commandLine().getOut();
    Overlay overlay = parameters.overlay();
    StringBuilder lines = new StringBuilder();
    for (int image = 0; image < images; image++) {
      int found = options.decode.classOf(parameters, outputs, image * overlay.outputWords());
      String name = found < parameters.classes() ? parameters.classNames().get(found) : "";
      String picture = files.isEmpty() ? "" + image : Csv.field(files.get(image));
      lines.append(picture).append(',').append(found).append(',').append(Csv.field(name));
      lines.append('\n');
    }
    out.print(lines);
    out.flush();
  }

  private static byte[] littleEndian(long[] words) {
    ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }
}
