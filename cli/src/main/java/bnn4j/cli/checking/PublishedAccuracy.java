package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.datasets.Part;
import bnn4j.foundation.AtomicFile;
import bnn4j.offload.dorefa.DoReFaNet;
import bnn4j.offload.dorefa.IlsvrcCheck;
import bnn4j.offload.dorefa.IlsvrcFolder;
import bnn4j.offload.dorefa.IlsvrcFolder.LabeledPhoto;
import bnn4j.offload.dorefa.ImageNetClasses;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.voc.MeanAveragePrecision;
import bnn4j.offload.voc.VocCheck;
import bnn4j.offload.voc.VocFolder;
import bnn4j.offload.yolo.TinierYolo;
import bnn4j.offload.yolo.VocClass;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How good the published networks are on their own data: Tinier-YOLO on PASCAL VOC, DoReFa-Net on
 * ImageNet.
 */
final class PublishedAccuracy {
  private static final String VOC = "voc";
  private static final String ILSVRC = "ilsvrc";

  private final OffloadParameters params;
  private final RunOptions options;
  private final PrintWriter out;
  private final ObjectNode json = JsonMapper.builder().build().createObjectNode();

  PublishedAccuracy(OffloadParameters params, RunOptions options, PrintWriter out) {
    this.params = params;
    this.options = options;
    this.out = out;
  }

  /** Whether a data set is one of these: {@code voc}, {@code ilsvrc}, or such with a folder. */
  static boolean isFor(String dataset) {
    return dataset != null && (isOf(VOC, dataset) || isOf(ILSVRC, dataset));
  }

  private static boolean isOf(String kind, String dataset) {
    return dataset.equals(kind) || dataset.startsWith(kind + ":");
  }

  /**
   * Runs a published network and prints what it gets right.
   *
   * @param dataset a name, and after a colon maybe its folder
   * @param folder of all data sets
   * @return percent: mean average precision, or photos whose most probable class is right
   */
  double check(String dataset, Path folder, Part split) throws IOException {
    int colon = dataset.indexOf(':');
    Path place = colon < 0 ? folder : Path.of(dataset.substring(colon + 1));
    json.put("dataset", dataset);
    return isOf(VOC, dataset) ? voc(place, split) : ilsvrc(place);
  }

  /** Writes what has been found as JSON. */
  void write(Path file) {
    AtomicFile.write(file, json.toPrettyString() + "\n");
  }

  private double voc(Path place, Part split) throws IOException {
    TinierYolo yolo = TinierYolo.read(params.folder("tinier-yolo-layers.json"));
    VocFolder folder = VocFolder.find(place);
    List<String> photos = folder.photos(list(folder, split));
    VocCheck check;
    try (OffloadAccelerator accelerator = options.open(TinierYolo.OVERLAY);
        ProgressLine progress = new ProgressLine("check", " photos", photos.size())) {
      check = VocCheck.run(yolo, folder, photos, accelerator, progress::show);
    }
    print(check.precision(), check.photos(), check.seconds());
    return 100 * check.precision().elevenPoints();
  }

  /** VOC 2012 keeps the annotations of its test photos to itself. */
  private static String list(VocFolder folder, Part split) {
    return switch (split) {
      case TEST -> Files.exists(folder.root().resolve("ImageSets/Main/test.txt")) ? "test" : "val";
      case TRAINING -> "train";
      case VALIDATION -> "val";
    };
  }

  private void print(MeanAveragePrecision precision, int photos, double seconds) {
    out.printf("%-12s %8s %10s %8s%n", "class", "objects", "11 points", "area");
    ObjectNode classes = json.putObject("averagePrecision");
    for (int c = 0; c < VocClass.NAMES.size(); c++) {
      if (precision.objects(c) > 0) {
        double points = precision.averagePrecision(c, true);
        out.printf(
            "%-12s %8d %8.2f %% %6.2f %%%n",
            VocClass.NAMES.get(c),
            precision.objects(c),
            100 * points,
            100 * precision.averagePrecision(c, false));
        classes.put(VocClass.NAMES.get(c), points);
      }
    }
    out.printf(
        "tinier-yolo (W1A3) on %d photos: mAP %.2f %% (11 points, as VOC 2007), %.2f %% (area),"
            + " %.1f photos/s%n",
        photos, 100 * precision.elevenPoints(), 100 * precision.area(), photos / seconds);
    json.put("photos", photos);
    json.put("meanAveragePrecision11Points", precision.elevenPoints());
    json.put("meanAveragePrecisionArea", precision.area());
  }

  private double ilsvrc(Path place) {
    Path folder = params.folder("dorefanet-layers.json");
    DoReFaNet network = DoReFaNet.read(folder);
    ImageNetClasses classes = ImageNetClasses.read(folder);
    List<LabeledPhoto> photos = IlsvrcFolder.photos(place, classes);
    IlsvrcCheck check;
    try (OffloadAccelerator accelerator = options.open(DoReFaNet.OVERLAY);
        ProgressLine progress = new ProgressLine("check", " photos", photos.size())) {
      check = IlsvrcCheck.run(network, photos, accelerator, progress::show);
    }
    out.printf(
        "dorefanet (W1A2) on %d photos: %d right (%.2f %%), %d among the first five (%.2f %%), %.1f"
            + " photos/s%n",
        check.photos(),
        check.first(),
        check.accuracy(),
        check.five(),
        check.accuracyOfFive(),
        check.photos() / check.seconds());
    json.put("photos", photos.size());
    json.put("right", check.first());
    json.put("rightAmongFive", check.five());
    return check.accuracy();
  }
}
