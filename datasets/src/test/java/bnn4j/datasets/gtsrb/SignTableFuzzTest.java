package bnn4j.datasets.gtsrb;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is in a table, it is read or refused. */
class SignTableFuzzTest {
  private static final String OFFICIAL =
      String.join(
          "\r\n",
          "Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId",
          "00000.ppm;53;54;6;5;48;49;16",
          "00001.ppm;42;45;5;5;36;40;1");

  private static final String KAGGLE =
      """
      Width,Height,Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path
      53,54,6,5,48,49,16,"Test/00000.png"
      42,45,5,5,36,40,1,Test/00001.png
      """;

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void aBrokenTableIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    for (String table : List.of(OFFICIAL, KAGGLE)) {
      byte[] broken = Edit.apply(edits, table.getBytes(StandardCharsets.UTF_8));
      Attempt.refuses(() -> SignTable.read(broken, "table", 43));
    }
  }

  @Example
  void whatOnceBrokeTheReaderIsReadOrRefused() {
    Attempt.corpus("gtsrb")
        .forEach(
            file -> Attempt.refuses(() -> SignTable.read(Files.readAllBytes(file), "table", 43)));
  }
}
