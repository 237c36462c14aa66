package bnn4j.cli.recognition;

import bnn4j.cli.console.ProgressLine;
import bnn4j.cli.place.RunOptions;
import bnn4j.cli.sets.OffloadParameters;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.Refusal;
import bnn4j.offload.dorefa.DoReFaNet;
import bnn4j.offload.dorefa.DoReFaNet.Guess;
import bnn4j.offload.dorefa.ImageNetClasses;
import bnn4j.offload.driver.OffloadAccelerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What DoReFa-Net says of photos. */
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
    List<Path> photos = photos(input);
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

  /** A photo, or those of a folder by name. */
  private static List<Path> photos(Path input) {
    if (!Files.isDirectory(input)) {
      return List.of(input);
    }
    try (Stream<Path> files = Files.list(input)) {
      List<Path> photos =
          files.filter(Files::isRegularFile).filter(PictureReader::isPicture).sorted().toList();
      if (photos.isEmpty()) {
        throw new Refusal("%s: contains no images".formatted(input));
      }
      return photos;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
