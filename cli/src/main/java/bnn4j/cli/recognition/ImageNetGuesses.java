package bnn4j.cli.recognition;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.datasets.picture.PictureFiles;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.offload.dorefa.DoReFaNet;
import bnn4j.offload.dorefa.DoReFaNet.Guess;
import bnn4j.offload.dorefa.ImageNetClasses;
import bnn4j.offload.driver.OffloadAccelerator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** The classes of photos according to DoReFa-Net. */
final class ImageNetGuesses {
  private static final int GUESSES = 5;

  private final DoReFaNet network;
  private final ImageNetClasses classes;

  /** Reads the network. */
  ImageNetGuesses(OffloadParameters params) {
    Path folder = params.folder("dorefanet-layers.json");
    this.network = DoReFaNet.read(folder);
    this.classes = ImageNetClasses.read(folder);
  }

  /** Prints a line for each guess: number of the photo, class, percent, name. */
  void print(Path input, RunOptions options, PrintWriter out) {
    List<Path> photos = PictureFiles.of(input);
    try (OffloadAccelerator accelerator = options.open(DoReFaNet.OVERLAY);
        ProgressLine progress = new ProgressLine("infer", " photos", photos.size())) {
      accelerator.load(network.network());
      for (int i = 0; i < photos.size(); i++) {
        for (Guess guess :
            network.classify(PictureReader.read(photos.get(i)), accelerator, GUESSES)) {
          out.printf(
              "%d,%d,%.2f,%s%n",
              i, guess.index(), 100 * guess.probability(), classes.shortName(guess.index()));
        }
        progress.show(i + 1);
      }
    }
    out.flush();
  }
}
