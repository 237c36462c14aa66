package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void onlyWhatNeedsQuotesGetsThem() {
    assertThat(Csv.line(List.of("0", "sign, yellow", "a;b", "5\"", "two\nlines", " x", "größe")))
        .isEqualTo("0,\"sign, yellow\",\"a;b\",\"5\"\"\",\"two\nlines\",\" x\",größe");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    List<String> fields = List.of("a,b", "\"", "c\r\nd", "", ";", "\t", " ");
    assertThat(Csv.read("1,2,3,4,5,6,7\n" + Csv.line(fields) + "\n"))
        .extracting(Csv.Row::fields)
        .last()
        .isEqualTo(fields);
  }

  @Test
  void theFirstLineSaysWhatSeparates() {
    for (String separator : List.of(",", ";", "\t")) {
      assertThat(Csv.read("a" + separator + "b\r\n1" + separator + "2"))
          .containsExactly(new Csv.Row(1, List.of("a", "b")), new Csv.Row(2, List.of("1", "2")));
    }
  }

  @Test
  void rowsKnowTheirLines() {
    assertThat(Csv.read("a,b\n\n\"x\ny\",1\r\n2,3"))
        .extracting(Csv.Row::line)
        .containsExactly(1, 3, 5);
  }

  @Test
  void nothingIsNoRow() {
    assertThat(Csv.read("")).isEmpty();
    assertThat(Csv.read("\n\r\n\n")).isEmpty();
  }

  @Test
  void aQuotedFieldThatNeverEndsIsRefused() {
    assertThatThrownBy(() -> Csv.read("a\n\"b\nc"))
        .isInstanceOf(Refusal.class)
        .hasMessage("line 2: a quoted field is not terminated");
  }
}
