package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.fuzz.Attempt;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class CsvFuzzTest {
  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    Attempt.refuses(() -> Csv.read(text));
  }

  @Property
  void whateverIsWrittenIsReadBack(
      @ForAll @Size(min = 1, max = 4) List<@StringLength(max = 9) String> fields) {
    // A first line of commas alone says what separates; a line of blanks is none.
    String table = "a,b,c,d,e\n" + Csv.line(fields) + "\n";
    List<Csv.Row> rows = Csv.read(table);
    if (!fields.stream().allMatch(String::isBlank)) {
      assertThat(rows.get(1).fields()).isEqualTo(fields);
    }
  }

  @Property
  void anyNameBecomesOneFolder(@ForAll String name) {
    String folder = FolderName.of(name);
    assertThat(folder).isNotEmpty().doesNotContain("/", "\\", ":", "\0").doesNotStartWith(".");
    assertThat(folder.length()).isLessThan(80);
  }
}
