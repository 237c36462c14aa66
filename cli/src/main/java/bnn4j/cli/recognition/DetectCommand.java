package bnn4j.cli.recognition;

import bnn4j.cli.option.PngName;
import bnn4j.cli.option.Writes;
import bnn4j.cli.place.OffloadPlace;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.datasets.picture.Picture;
import bnn4j.evaluation.pictures.PngFile;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.yolo.Detection;
import bnn4j.offload.yolo.DetectionDrawing;
import bnn4j.offload.yolo.DetectionsFile;
import bnn4j.offload.yolo.Photo;
import bnn4j.offload.yolo.TinierYolo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code detect --network tinier-yolo PHOTO}. */
@Command(
    name = "detect",
    description =
        "Detects objects in a photo with Tinier-YOLO. Prints a line such as \"dog: 86%%\" per object.",
    footer = "  bnn4j detect dog.jpg --out boxes.png")
public final class DetectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PHOTO", description = "Image file of the photo, such as a JPEG file.")
  private Path photo;

  @Option(
      names = "--network",
      paramLabel = "NAME",
      defaultValue = "tinier-yolo",
      description = "Detector network; only tinier-yolo (default: ${DEFAULT-VALUE}).")
  private String network;

  @Mixin private OffloadParameters params;

  @Writes
  @Option(names = "--out", paramLabel = "FILE", description = "Write the photo with boxes (PNG).")
  private Path out;

  @Option(
      names = "--no-labels",
      description = "Draw boxes without class and percent, as the original does.")
  private boolean withoutLabels;

  @Writes
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the objects with positions and sizes as JSON.")
  private Path json;

  @Option(
      names = "--threshold",
      paramLabel = "P",
      defaultValue = "0.3",
      description = "Minimum probability, 0 to 1 (default: ${DEFAULT-VALUE}, as in the original).")
  private float threshold;

  @Option(
      names = "--overlap",
      paramLabel = "P",
      defaultValue = "0.3",
      description =
          "Boxes of one class that overlap by more than this fraction, 0 to 1, count as one object (default: ${DEFAULT-VALUE}, as in the original).")
  private float overlap;

  @Mixin private OffloadPlace place;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    expectNetwork(network);
    PngName.check(out);
    if (withoutLabels && out == null) {
      throw new Refusal("--no-labels requires --out");
    }
    expectPart("--threshold", threshold);
    expectPart("--overlap", overlap);
    TinierYolo yolo = TinierYolo.read(params.folder("tinier-yolo-layers.json"));
    Picture picture = Photo.read(photo);
    List<Detection> found = detect(yolo, picture);
    if (out != null) {
      byte[] png = PngFile.of(DetectionDrawing.of(picture, found, !withoutLabels));
      AtomicFile.write(out, file -> file.write(png));
    }
    if (json != null) {
      DetectionsFile.write(json, photo.toString(), picture.columns(), picture.rows(), found);
    }
    PrintWriter lines = spec.commandLine().getOut();
    found.forEach(lines::println);
    lines.flush();
    return 0;
  }

  /** Whether a name is that of the only detector. */
  public static void expectNetwork(String network) {
    if (!network.equals("tinier-yolo")) {
      throw new Refusal("--network: expected tinier-yolo, found '%s'".formatted(network));
    }
  }

  private static void expectPart(String option, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new Refusal("%s: expected a number from 0 to 1, found %s".formatted(option, value));
    }
  }

  private List<Detection> detect(TinierYolo yolo, Picture picture) {
    try (OffloadAccelerator accelerator = place.open(TinierYolo.OVERLAY)) {
      accelerator.load(yolo.network());
      return yolo.detect(picture, accelerator, threshold, overlap);
    }
  }
}
