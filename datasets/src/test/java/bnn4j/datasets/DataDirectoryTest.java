package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final Path HOME = Path.of("home", "ada");
  private static final Path GIVEN = Path.of("given");

  @TempDir Path data;

  private final CatalogueEntry mnist = Datasets.entry("mnist");
  private final DataFile images = mnist.file(Part.TRAINING, DataFile.Content.IMAGES);

  @Test
  void theOptionGoesBeforeTheVariableAndThatBeforeTheCache() {
    Map<String, String> environment = Map.of("BNN4J_DATA", "variable");
    assertThat(locate(Optional.of(GIVEN), environment)).isEqualTo(GIVEN);
    assertThat(locate(Optional.empty(), environment)).isEqualTo(Path.of("variable"));
    assertThat(locate(Optional.empty(), Map.of())).isEqualTo(HOME.resolve(".cache/bnn4j"));
  }

  @Test
  void anEmptyVariableCountsAsNone() {
    assertThat(locate(Optional.empty(), Map.of("BNN4J_DATA", "")))
        .isEqualTo(HOME.resolve(".cache/bnn4j"));
  }

  @Test
  void aFileIsFoundUnderAnyOfItsNamesRawBeforePacked() throws IOException {
    assertThat(find()).isEmpty();
    for (String name :
        new String[] {
          "train-images.idx3-ubyte.gz",
          "train-images.idx3-ubyte",
          "train-images-idx3-ubyte.gz",
          "train-images-idx3-ubyte"
        }) {
      Path file = data.resolve("mnist").resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
      assertThat(find()).contains(file);
    }
  }

  @Test
  void aFileIsFoundWhereKaggleAndTorchvisionUnpackIt() throws IOException {
    for (String name :
        new String[] {
          "raw/train-images-idx3-ubyte.gz",
          "train-images.idx3-ubyte/train-images.idx3-ubyte",
          "train-images-idx3-ubyte/train-images-idx3-ubyte"
        }) {
      Path file = data.resolve("mnist").resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
      assertThat(find()).contains(file);
    }
  }

  @Test
  void aFileIsFoundInAFolderThatIsCalledAfterItsArchive() throws IOException {
    CatalogueEntry gtsrb = Datasets.entry("gtsrb");
    Path pictures =
        Files.createDirectories(
            data.resolve("gtsrb/GTSRB_Final_Training_Images/GTSRB/Final_Training/Images"));
    DataFile training = gtsrb.file(Part.TRAINING, DataFile.Content.PICTURES);
    assertThat(new DataDirectory(data).find(gtsrb, training)).contains(pictures);
    Path table = data.resolve("gtsrb/GTSRB_Final_Test_GT/GT-final_test.csv");
    Files.createFile(Files.createDirectories(table.getParent()).resolve("GT-final_test.csv"));
    DataFile labels = gtsrb.file(Part.TEST, DataFile.Content.TABLE);
    assertThat(new DataDirectory(data).find(gtsrb, labels)).contains(table);
  }

  @Test
  void aFolderOfTheNameIsNoFile() throws IOException {
    Files.createDirectories(data.resolve("mnist/train-images-idx3-ubyte"));
    assertThat(find()).isEmpty();
  }

  private Optional<Path> find() {
    return new DataDirectory(data).find(mnist, images);
  }

  private static Path locate(Optional<Path> given, Map<String, String> environment) {
    return DataDirectory.locate(given, environment, HOME).root();
  }
}
