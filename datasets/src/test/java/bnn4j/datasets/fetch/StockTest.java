package bnn4j.datasets.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StockTest {
  @TempDir Path data;

  private Stock stock(CatalogueEntry entry) {
    return Stock.of(entry, new DataDirectory(data));
  }

  @Test
  void whatIsNotThereIsMissing() {
    Stock stock = stock(SmallSet.entry());
    assertThat(stock.isEmpty()).isTrue();
    assertThat(stock.text()).isEqualTo("missing");
  }

  @Test
  void aFileOfAnotherSizeIsThereAndWrong() throws IOException {
    Path folder = Files.createDirectories(data.resolve("small"));
    Files.write(folder.resolve("images"), SmallSet.RAW);
    assertThat(stock(SmallSet.entry()).present()).isEqualTo(1);
    Files.write(folder.resolve("images"), new byte[3]);
    Stock stock = stock(SmallSet.entry());
    assertThat(stock.isWhole()).isFalse();
    assertThat(stock.isEmpty()).isFalse();
    assertThat(stock.wrong()).contains("images has 3 bytes, not 300000");
  }

  @Test
  void anotherEditionStandsForTheFilesAndIsVerifiedAsSuch() throws IOException {
    CatalogueEntry entry = Datasets.entry("gtsrb");
    Path folder = Files.createDirectories(data.resolve("gtsrb"));
    for (String part : new String[] {"Train", "Test"}) {
      Path pictures = Files.createDirectories(folder.resolve(part).resolve("0"));
      Files.writeString(
          pictures.resolve("00000_00000_00000.ppm"),
          "P6 4 3 255\n" + part.substring(0, 1).repeat(36));
      Files.writeString(
          folder.resolve(part + ".csv"),
          "ClassId,Path\n0,%s/0/00000_00000_00000.ppm\n".formatted(part));
    }
    assertThat(stock(entry).isWhole()).isTrue();
    assertThat(stock(entry).otherEdition()).contains(folder);
    assertThat(verify(entry))
        .isNotEmpty()
        .allMatch(FileReport::isOk)
        .allMatch(report -> report.message().contains("another edition is in " + folder))
        .allMatch(report -> report.message().contains("All of its 1 images were read"));
  }

  @Test
  void anotherEditionThatCannotBeReadIsNoneThatIsVerified() throws IOException {
    CatalogueEntry entry = Datasets.entry("gtsrb");
    Path folder = Files.createDirectories(data.resolve("gtsrb"));
    for (String table : new String[] {"Train.csv", "Test.csv"}) {
      Files.writeString(folder.resolve(table), "Width,Height\n");
    }
    assertThat(stock(entry).isWhole()).isTrue();
    assertThat(verify(entry))
        .isNotEmpty()
        .noneMatch(FileReport::isOk)
        .allMatch(report -> report.message().contains("the other edition in " + folder));
  }

  private List<FileReport> verify(CatalogueEntry entry) {
    return new Verifier(new DataDirectory(data)).verify(entry);
  }
}
