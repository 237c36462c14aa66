package bnn4j.cli.recognition;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.option.Count;
import bnn4j.cli.option.Writes;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.DeepSetArgument;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.cli.sets.ParameterSetArgument;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.transform.InputTransform;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.model.PackedInput;
import bnn4j.evaluation.pictures.AnswerSheet;
import bnn4j.evaluation.pictures.InferenceText;
import bnn4j.evaluation.pictures.InferredPicture;
import bnn4j.evaluation.pictures.InputImages;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.LittleEndian;
import bnn4j.foundation.Refusal;
import bnn4j.hardware.simulation.RtlTracer;
import bnn4j.offload.deep.DeepClassifier;
import bnn4j.offload.deep.DeepSet;
import bnn4j.offload.deep.DeepSetFolder;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.TraceFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
        "Classifies images bit-exactly. Prints a line index,class,name per image; file,class,name for a folder or several files. If the folders of the images have the names of classes, also prints the accuracy.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  bnn4j infer mnist/lfcW1A1 --input digit.png",
      "  bnn4j infer gtsrb/cnvW1A1 --input photos/ --top 3 --html sheet.html",
      "  bnn4j infer mnist/lfcW1A1 --input digit.png --on board --host xilinx@pynq",
      "  bnn4j infer mnist/lfcW1A1 --master yarn --input hdfs:///in --out hdfs:///out",
      "Options on a Spark cluster: the command with --master local --help; docs/cluster.md"
    },
    customSynopsis = "bnn4j infer PARAMS --input FILE [OPTIONS]")
public final class InferCommand implements Callable<Integer> {
  private static final String STDOUT = "-";
  private static final String STDIN = "-";

  /** More than the largest file of pictures that anybody has published for these networks. */
  private static final long MOST_PIPED_BYTES = 1L << 30;

  /** Answers in JSON and on the sheet, by default. */
  private static final int USUAL_TOP = 3;

  @Parameters(
      paramLabel = "PARAMS",
      arity = "0..1",
      description =
          "Parameter set: a folder, a name under params-out such as fashion-mnist/lfcW1A1, or a run such as runs/digits-lfc.")
  private String params;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description =
          "Input: an image file (PNG, JPEG, PPM, GIF, BMP, WebP), a folder (searched recursively), an IDX3 file (grey) or CIFAR-10 records (colour), both also as .gz; - reads standard input. May be repeated.")
  private List<String> input;

  @Option(
      names = "--invert",
      negatable = true,
      description =
          "Image files show dark strokes on a bright background and are inverted; --no-invert: they are not inverted (default: decided for each image).")
  private Boolean invert;

  @Option(
      names = "--top",
      paramLabel = "N",
      converter = Count.class,
      description = "Print a table with a header and this number of classes per image.")
  private Integer top;

  @Writes(prints = true)
  @Option(
      names = "--csv",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = STDOUT,
      description =
          "Write a table with the header index, file, class, name, score; - or no FILE prints it.")
  private String csv;

  @Writes(prints = true)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = STDOUT,
      description =
          "Write the results with the top three classes (or --top) as JSON; - or no FILE prints them.")
  private String json;

  @Writes
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description =
          "Write an HTML page with each image, the network's input and the top three classes.")
  private Path html;

  @Writes
  @Option(
      names = "--raw",
      paramLabel = "FILE",
      description = "Write the raw output words, 64 bits each, little-endian.")
  private Path raw;

  @Writes(folder = true)
  @Option(
      names = "--trace",
      paramLabel = "DIR",
      description =
          "Write accumulators and activations of every layer to this folder, one folder per image; with --on rtl the values of the simulated hardware and their cycles.")
  private Path trace;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description =
          "Published offload network to run instead of PARAMS: dorefanet. Prints the five most probable ImageNet classes: index,class,percent,name.")
  private String network;

  @Mixin private OffloadParameters published;
  @Mixin private RunOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkFiles();
    if (network != null || params == null) {
      return inferPublished();
    }
    Optional<DeepSetFolder> deep = DeepSetArgument.find(params);
    if (deep.isPresent()) {
      return inferDeep(DeepModel.read(deep.get()));
    }
    if (trace != null) {
      options.expectInsight("--trace");
      TraceFolder.checkFree(trace);
    }
    DeployedModel model =
        ParameterSetArgument.load(params, options.overlay(), spec.commandLine().getErr()::println)
            .model();
    ParameterSet parameters = model.parameters();
    options.checkDecode(parameters);
    Recognizer recognizer = Recognizer.of(model, Optional.ofNullable(invert));
    InputImages read = read(model, recognizer);
    LabeledImages images = read.images();
    model
        .odditiesOfSeen(images)
        .forEach(oddity -> spec.commandLine().getErr().println("warning: " + oddity));
    long[] packed =
        PackedInput.pack(images, InputTransform.NONE, parameters.overlay(), 0, images.size());
    long[] outputs =
        trace != null && options.onRtl()
            ? traceRtl(parameters, packed, images.size())
            : run(parameters, packed, images.size());
    if (raw != null) {
      AtomicFile.write(raw, out -> out.write(LittleEndian.bytes(outputs)));
    }
    if (trace != null && !options.onRtl()) {
      TraceFolder.writeEach(Engine.of(parameters), packed, images.size(), trace);
    }
    List<InferredPicture> pictures =
        InferredPicture.of(read.inputs(), parameters, options.decode, outputs);
    tell(parameters.overlay().name(), parameters.classNames(), recognizer, read, pictures);
    return 0;
  }

  /** What cannot be right is refused before anything is read. */
  private void checkFiles() {
    if (input.stream().anyMatch(String::isBlank)) {
      throw new Refusal("--input: expected a file or folder, found no name");
    }
    if (Collections.frequency(input, STDIN) > 1) {
      throw new Refusal("--input: standard input (-) can be read only once");
    }
    if (STDOUT.equals(csv) && STDOUT.equals(json)) {
      throw new Refusal("--csv and --json cannot both be printed; give one of them a file name");
    }
  }

  private InputImages read(DeployedModel model, Recognizer recognizer) throws IOException {
    return read(
        new InputImages(
            model, recognizer, Boolean.TRUE.equals(invert), spec.commandLine().getErr()::println));
  }

  private InputImages read(InputImages images) throws IOException {
    for (String name : input) {
      if (name.equals(STDIN)) {
        add(images, System.in, "standard input", "stdin");
      } else if (InputFile.isOpenAlready(Path.of(name)) && !Files.isRegularFile(Path.of(name))) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
          add(images, in, name, name);
        }
      } else {
        images.add(Path.of(name));
      }
    }
    images.finish();
    return images;
  }

  /** What comes through a pipe can be read once only, but is looked at several times. */
  private static void add(InputImages images, InputStream in, String from, String name)
      throws IOException {
    Path file = temporary();
    file.toFile().deleteOnExit();
    long size = copy(in, file);
    if (size == 0) {
      throw new Refusal(from + ": expected an image, found no data");
    }
    if (size > MOST_PIPED_BYTES) {
      throw new Refusal(
          "%s: expected at most %d bytes, found more; name a file instead"
              .formatted(from, MOST_PIPED_BYTES));
    }
    images.add(file, name);
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("bnn4j-input", null);
    } catch (IOException e) {
      throw new Refusal(
          "the folder of temporary files, %s, cannot be written: %s; set another with BNN4J_JAVA_OPTIONS=-Djava.io.tmpdir=DIR"
              .formatted(System.getProperty("java.io.tmpdir"), FailureText.reason(e)),
          e);
    }
  }

  /** No more than one byte too many, for a pipe need not end. */
  private static long copy(InputStream in, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        out.write(buffer, 0, read);
        size += read;
        if (size > MOST_PIPED_BYTES) {
          return size;
        }
      }
      return size;
    }
  }

  /** A network that is offloaded layer by layer. */
  private int inferDeep(DeepModel model) throws IOException {
    for (String option : List.of("--raw", "--trace", "--overlay", "--decode")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            "%s is for dataflow overlays; %s is offloaded layer by layer"
                .formatted(option, params));
      }
    }
    DeepSet set = model.set();
    Recognizer recognizer =
        Recognizer.of(set.network().input(), model.card(), Optional.ofNullable(invert));
    InputImages read =
        read(
            new InputImages(
                set.deep().name(),
                set.classNames(),
                model.input(),
                recognizer,
                Boolean.TRUE.equals(invert),
                spec.commandLine().getErr()::println));
    LabeledImages images = read.images();
    long[] packed =
        PackedInput.pack(
            images,
            InputTransform.NONE,
            set.network().input(),
            set.deep().name(),
            0,
            images.size());
    int[] scores;
    try (DeepClassifier classifier = new DeepClassifier(set, options.open(set.deep().overlay()));
        ProgressLine progress = new ProgressLine("infer", " images", images.size())) {
      scores = classifier.run(packed, images.size(), progress::show);
    }
    tell(
        set.deep().name(),
        set.classNames(),
        recognizer,
        read,
        InferredPicture.of(read.inputs(), set.classNames(), scores));
    return 0;
  }

  private int inferPublished() {
    if (network == null) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'PARAMS', or option '--network'");
    }
    for (String option :
        List.of(
            "--invert",
            "--top",
            "--csv",
            "--json",
            "--html",
            "--raw",
            "--trace",
            "--overlay",
            "--decode")) {
      if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(), "%s is not supported with --network".formatted(option));
      }
    }
    if (params != null) {
      throw new ParameterException(
          spec.commandLine(), "--network runs a published network; omit '%s'".formatted(params));
    }
    if (input.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "--network takes one --input: a photo or a folder of photos");
    }
    if (!network.equals("dorefanet")) {
      throw new Refusal("--network: expected dorefanet, found '%s'".formatted(network));
    }
    new ImageNetGuesses(published)
        .print(Path.of(input.get(0)), options, spec.commandLine().getOut());
    return 0;
  }

  private long[] run(ParameterSet parameters, long[] packed, int images) {
    try (Accelerator accelerator = options.open(parameters.overlay());
        ProgressLine progress = new ProgressLine("infer", " images", images)) {
      accelerator.load(parameters);
      return accelerator.run(packed, images, progress::show);
    }
  }

  /** The hardware's own values, and the cycles in which it had them. */
  private long[] traceRtl(ParameterSet parameters, long[] packed, int images) {
    try (RtlTracer tracer = RtlTracer.open(parameters.overlay(), options.timeout());
        ProgressLine progress = new ProgressLine("infer", " images", images)) {
      tracer.load(parameters);
      return tracer.write(packed, images, trace, progress::show);
    }
  }

  private void tell(
      String overlay,
      List<String> classNames,
      Recognizer recognizer,
      InputImages read,
      List<InferredPicture> pictures) {
    if (html != null) {
      AtomicFile.write(
          html, AnswerSheet.html(params, overlay, classNames, recognizer, read, pictures));
    }
    print(new InferenceText(pictures, topCount(), classNames));
  }

  private int topCount() {
    return top != null ? top : json == null ? 1 : USUAL_TOP;
  }

  /** Text unless something else was asked for; the accuracy where it breaks no table. */
  private void print(InferenceText text) {
    PrintWriter out = spec.commandLine().getOut();
    boolean table = STDOUT.equals(csv) || STDOUT.equals(json);
    if (csv != null && !STDOUT.equals(csv)) {
      AtomicFile.write(Path.of(csv), text.csv());
    }
    if (json != null && !STDOUT.equals(json)) {
      AtomicFile.write(Path.of(json), text.json());
    }
    if (STDOUT.equals(json)) {
      out.print(text.json());
    } else if (STDOUT.equals(csv) || top != null) {
      out.print(text.csv());
      table = true;
    } else {
      out.print(text.lines(isOfSeveral()));
    }
    out.flush();
    PrintWriter summary = table ? spec.commandLine().getErr() : out;
    summary.print(text.accuracy());
    summary.flush();
  }

  /** Whether a line needs its file to say which picture it is of. */
  private boolean isOfSeveral() {
    return input.size() > 1 || Files.isDirectory(Path.of(input.get(0)));
  }
}
