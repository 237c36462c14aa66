package bnn4j.cli;

import bnn4j.datasets.LabeledImages;
import bnn4j.evaluation.accuracy.PackedImages;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Csv;
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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code infer PARAMS --input FILE}. */
@Command(
    name = "infer",
    description =
        "Classify pictures bit-exactly; prints a line index,class,name for each, of a folder"
            + " index,class,name,file.")
final class InferCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PARAMS",
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
      description = "Write accumulators and activations of every layer, a folder per image.")
  private Path trace;

  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (trace != null) {
      options.expectEngine("--trace");
    }
    ParameterSetArgument set =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println);
    ParameterSet parameters = set.parameters();
    options.checkDecode(parameters);
    Overlay overlay = parameters.overlay();
    InputImages.Named read =
        new InputImages(
                overlay, invert, set.pictures().invert(), spec.commandLine().getErr()::println)
            .read(input, parameters.classes());
    LabeledImages images = read.images();
    long[] packed = PackedImages.pack(images, set.transform(), overlay, 0, images.size());
    long[] outputs = run(parameters, packed, images.size());
    if (raw != null) {
      AtomicFile.write(raw, out -> out.write(littleEndian(outputs)));
    }
    if (trace != null) {
      writeTraces(Engine.of(parameters), packed, images.size());
    }
    print(outputs, read.names(), images.size(), parameters);
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

  private void print(long[] outputs, List<String> files, int images, ParameterSet parameters) {
    PrintWriter out = spec.commandLine().getOut();
    Overlay overlay = parameters.overlay();
    StringBuilder lines = new StringBuilder();
    for (int image = 0; image < images; image++) {
      int found = options.decode.classOf(parameters, outputs, image * overlay.outputWords());
      String name = found < parameters.classes() ? parameters.classNames().get(found) : "";
      lines.append(image).append(',').append(found).append(',').append(Csv.field(name));
      if (!files.isEmpty()) {
        lines.append(',').append(Csv.field(files.get(image)));
      }
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
