package bnn4j.datasets.folder;

import bnn4j.datasets.Reading;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds images that occur in two splits, byte by byte: their accuracy does not measure
 * generalization. Only files of equal length are read.
 */
final class LeakCheck {
  private static final long MISSING = -1;

  private final PictureFolder folder;

  LeakCheck(PictureFolder folder) {
    this.folder = folder;
  }

  /** Warns if there are any. */
  void warn(Reading reading) {
    List<String> training = folder.training().stream().flatMap(List::stream).toList();
    warn("test", folder.test(), training, reading);
    warn("validation", folder.validation(), training, reading);
  }

  private void warn(
      String part, List<List<String>> pictures, List<String> training, Reading reading) {
    List<String> test = pictures.stream().flatMap(List::stream).toList();
    Set<Long> lengths = test.stream().map(this::length).collect(Collectors.toSet());
    lengths.remove(MISSING);
    Map<String, String> known = new HashMap<>();
    for (String picture : training) {
      if (lengths.contains(length(picture))) {
        known.putIfAbsent(checksum(picture), picture);
      }
    }
    Set<Long> suspicious = known.values().stream().map(this::length).collect(Collectors.toSet());
    List<String> leaked =
        test.stream()
            .filter(picture -> suspicious.contains(length(picture)))
            .filter(picture -> known.containsKey(checksum(picture)))
            .toList();
    if (!leaked.isEmpty()) {
      reading.warn(
          ("%s: %d of %d %s images are also training images, so the accuracy will be too"
                  + " high; the first: %s equals %s")
              .formatted(
                  folder.root(),
                  leaked.size(),
                  test.size(),
                  part,
                  leaked.get(0),
                  known.get(checksum(leaked.get(0)))));
    }
  }

  private long length(String picture) {
    try {
      return Files.size(path(picture));
    } catch (NoSuchFileException e) {
      // A link to nothing: reading it will say so.
      return MISSING;
    } catch (IOException e) {
      throw unreadable(picture, e);
    }
  }

  private String checksum(String picture) {
    try {
      return Checksum.of(path(picture));
    } catch (IOException e) {
      throw unreadable(picture, e);
    }
  }

  private Path path(String picture) {
    return folder.root().resolve(picture);
  }

  private Refusal unreadable(String picture, IOException e) {
    return new Refusal("%s: cannot be read: %s".formatted(path(picture), FailureText.reason(e)), e);
  }
}
