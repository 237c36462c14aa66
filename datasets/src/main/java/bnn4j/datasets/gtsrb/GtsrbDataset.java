package bnn4j.datasets.gtsrb;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.CataloguedDataset;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.DataFile.Content;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Part;
import bnn4j.datasets.Reading;
import bnn4j.datasets.cache.ImageCache;
import bnn4j.datasets.picture.SquareFitting;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Traffic signs. The frames of a film of one sign are a group. A folder {@code junk} beside the
 * others, with pictures of anything else, makes one more class; every tenth of its pictures, by
 * name, is for the test.
 */
final class GtsrbDataset extends CataloguedDataset {
  private static final Pattern CLASS_TABLE = Pattern.compile("(?:.*/)?GT-\\d{5}\\.csv");
  private static final Pattern FRAME = Pattern.compile("(\\d{5})_\\d{5}\\.ppm");
  private static final Pattern CLASS_FOLDER =
      Pattern.compile("(?:.*/)?(\\d{5})/(\\d{5})_\\d{5}\\.ppm");

  private static final String JUNK = "junk";
  private static final int JUNK_PER_TEST = 10;
  private static final int TRACKS_PER_CLASS = 100_000;

  private final Reading reading;
  private final Path junk;
  private final List<String> classNames;

  GtsrbDataset(CatalogueEntry entry, DataDirectory directory, Reading reading) {
    super(entry, directory);
    this.reading = reading;
    this.junk = directory.folder(entry).resolve(JUNK);
    this.classNames =
        Files.isDirectory(junk)
            ? Stream.concat(entry.classNames().stream(), Stream.of(JUNK)).toList()
            : entry.classNames();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  /** Of the images as they are loaded, and so the same for zips and folders. */
  @Override
  public String checksum() {
    return LabeledImages.checksum(training(), test());
  }

  @Override
  protected LabeledImages load(Part part) {
    DataFile pictures = entry.file(part, Content.PICTURES);
    Optional<SignEdition> edition =
        directory.find(entry, pictures).isPresent()
            ? Optional.empty()
            : SignEdition.find(directory.folder(entry), part);
    Path path = edition.map(SignEdition::root).orElseGet(() -> directory.require(entry, pictures));
    try (FileTree tree = FileTree.open(path);
        FileTree junkTree = classNames.size() > entry.classNames().size() ? openJunk() : null) {
      String fingerprint = path.getFileName() + " " + tree.fingerprint();
      if (part == Part.TEST && edition.isEmpty()) {
        fingerprint += " " + Checksum.hex(testTable());
      }
      if (junkTree != null) {
        fingerprint += " " + junkTree.fingerprint();
      }
      Path cached = directory.cache(entry.name()).resolve(part + ".images");
      return new ImageCache(cached, fingerprint)
          .orElseKeep(classNames, () -> read(part, edition, tree, junkTree, path), reading);
    }
  }

  private FileTree openJunk() {
    return FileTree.open(junk);
  }

  private LabeledImages read(
      Part part, Optional<SignEdition> edition, FileTree tree, FileTree junkTree, Path path) {
    SignPictures pictures = new SignPictures();
    if (edition.isPresent()) {
      edition.get().add(part, tree, entry.classNames().size(), pictures);
    } else if (part == Part.TEST) {
      addTest(tree, pictures);
    } else {
      addTraining(tree, pictures);
    }
    if (pictures.size() == 0) {
      throw new Refusal("%s: contains no images of traffic signs".formatted(path));
    }
    entry.warnOfCount(part, pictures.size(), path, reading);
    if (junkTree != null) {
      addJunk(part, junkTree, pictures);
    }
    return pictures.read(new SquareFitting(entry.shape().rows()), classNames);
  }

  private void addTraining(FileTree tree, SignPictures pictures) {
    addTables(tree, pictures);
    if (pictures.size() == 0) {
      addFolders(tree, pictures);
    }
  }

  /** Pictures whose tables are missing: the folder is the class. */
  private void addFolders(FileTree tree, SignPictures pictures) {
    for (String name : tree.names()) {
      Matcher picture = CLASS_FOLDER.matcher(name);
      if (picture.matches()) {
        int label = Integer.parseInt(picture.group(1));
        checkFolder(label, entry.classNames().size(), tree.place(name));
        pictures.add(tree, name, label, track(label, Integer.parseInt(picture.group(2))));
      }
    }
  }

  private void addTables(FileTree tree, SignPictures pictures) {
    for (String table : tree.names()) {
      if (CLASS_TABLE.matcher(table).matches()) {
        String folder = table.substring(0, table.lastIndexOf('/') + 1);
        String place = tree.place(table);
        for (SignTable.Sign sign :
            SignTable.read(tree.read(table), place, entry.classNames().size())) {
          Matcher frame = FRAME.matcher(sign.file());
          if (!frame.matches()) {
            throw new Refusal(
                "%s: expected images named track_frame.ppm, found %s"
                    .formatted(place, sign.file()));
          }
          int track = track(sign.label(), Integer.parseInt(frame.group(1)));
          pictures.add(tree, folder + sign.file(), sign.label(), track);
        }
      }
    }
  }

  /**
   * Checks the class that a folder is called after.
   *
   * @param place of a picture in it, for messages
   * @throws Refusal if it is none
   */
  static void checkFolder(int label, int classes, String place) {
    if (label >= classes) {
      throw new Refusal(
          "%s: expected folders of the classes 0..%d, found %d"
              .formatted(place, classes - 1, label));
    }
  }

  /** A number for a film, counted anew in every class. */
  static int track(int label, int number) {
    return label * TRACKS_PER_CLASS + number;
  }

  private void addTest(FileTree tree, SignPictures pictures) {
    String folder =
        tree.names().stream()
            .filter(name -> name.endsWith(".ppm"))
            .findFirst()
            .map(name -> name.substring(0, name.lastIndexOf('/') + 1))
            .orElse("");
    Path table = directory.require(entry, entry.file(Part.TEST, Content.TABLE));
    for (SignTable.Sign sign :
        SignTable.read(testTable(), table.toString(), entry.classNames().size())) {
      pictures.add(tree, folder + sign.file(), sign.label(), pictures.size());
    }
  }

  private byte[] testTable() {
    DataFile file = entry.file(Part.TEST, Content.TABLE);
    Path table = directory.require(entry, file);
    try {
      return InputFile.read(table, FileTree.MOST_BYTES, "a table");
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(table, FailureText.reason(e)), e);
    }
  }

  private void addJunk(Part part, FileTree tree, SignPictures pictures) {
    int label = classNames.size() - 1;
    List<String> names = tree.names();
    for (int i = 0; i < names.size(); i++) {
      boolean forTest = i % JUNK_PER_TEST == JUNK_PER_TEST - 1;
      if (forTest == (part == Part.TEST)) {
        pictures.add(tree, names.get(i), label, track(label, i));
      }
    }
  }
}
