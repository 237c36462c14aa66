package bnn4j.datasets.folder;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Dataset;
import bnn4j.datasets.DatasetFormat;
import bnn4j.datasets.Datasets;
import bnn4j.datasets.Reading;
import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** {@code folder:PATH}: one folder of images per class. */
public final class FolderFormat implements DatasetFormat {
  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    Path root = path(entry.name().substring(Datasets.FOLDER.length()));
    if (!Files.isDirectory(root)) {
      throw new Refusal("%s: no such folder; put your images into PATH/<class>/".formatted(root));
    }
    PictureFolder folder = PictureFolder.open(root);
    return new FolderDataset(entry.name(), folder, entry.shape(), directory, reading);
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new Refusal("folder: the path is missing; write folder:PATH");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new Refusal("folder: '%s' is not a valid path: %s".formatted(text, e.getReason()), e);
    }
  }
}
