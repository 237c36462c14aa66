package bnn4j.cli.checking;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.datasets.Part;
import bnn4j.json.ResultJson;
import bnn4j.offload.dorefa.DoReFaNet;
import bnn4j.offload.dorefa.IlsvrcCheck;
import bnn4j.offload.dorefa.IlsvrcFolder;
import bnn4j.offload.dorefa.IlsvrcFolder.LabeledPhoto;
import bnn4j.offload.dorefa.ImageNetClasses;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.voc.VocCheck;
import bnn4j.offload.voc.VocFolder;
import bnn4j.offload.yolo.TinierYolo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Accuracy of the published networks on their datasets: Tinier-YOLO on PASCAL VOC, DoReFa-Net on
 * ImageNet.
 */
final class PublishedAccuracy {
  private static final String VOC = "voc";
  private static final String ILSVRC = "ilsvrc";

  private final OffloadParameters params;
  private final RunOptions options;
  private final PrintWriter out;
  private Object result;

  PublishedAccuracy(OffloadParameters params, RunOptions options, PrintWriter out) {
    this.params = params;
    this.options = options;
    this.out = out;
  }

  /** Whether a dataset is one of these: {@code voc}, {@code ilsvrc}, or such with a folder. */
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
   * @param folder of all datasets
   * @return percent: mean average precision, or photos whose most probable class is right
   */
  double check(String dataset, Path folder, Part split) throws IOException {
    int colon = dataset.indexOf(':');
    Path place = colon < 0 ? folder : Path.of(dataset.substring(colon + 1));
    return isOf(VOC, dataset) ? voc(dataset, place, split) : ilsvrc(dataset, place);
  }

  /** Writes what has been found as JSON. */
  void write(Path file) {
    ResultJson.write(result, file);
  }

  private double voc(String dataset, Path place, Part split) throws IOException {
    TinierYolo yolo = TinierYolo.read(params.folder("tinier-yolo-layers.json"));
    VocFolder folder = VocFolder.find(place);
    List<String> photos = folder.photos(split);
    VocCheck check;
    try (OffloadAccelerator accelerator = options.open(TinierYolo.OVERLAY);
        ProgressLine progress = new ProgressLine("check", " photos", photos.size())) {
      check = VocCheck.run(yolo, folder, photos, accelerator, progress::show);
    }
    out.print(check.text());
    result = check.json(dataset);
    return 100 * check.precision().elevenPoints();
  }

  private double ilsvrc(String dataset, Path place) {
    Path folder = params.folder("dorefanet-layers.json");
    DoReFaNet network = DoReFaNet.read(folder);
    ImageNetClasses classes = ImageNetClasses.read(folder);
    List<LabeledPhoto> photos = IlsvrcFolder.photos(place, classes);
    IlsvrcCheck check;
    try (OffloadAccelerator accelerator = options.open(DoReFaNet.OVERLAY);
        ProgressLine progress = new ProgressLine("check", " photos", photos.size())) {
      check = IlsvrcCheck.run(network, photos, accelerator, progress::show);
    }
    out.print(check.text());
    result = check.json(dataset);
    return check.accuracy();
  }
}
