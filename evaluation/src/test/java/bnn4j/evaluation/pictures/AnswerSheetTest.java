package bnn4j.evaluation.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.evaluation.pictures.AnswerSheet.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerSheetTest {
  private static String html(Answer... answers) {
    byte[] png = {1, 2, 3};
    return AnswerSheet.html(
        "title", "1 image, lfcW1A1", List.of(new Entry("a.png", png, png, List.of(answers), "")));
  }

  /** Of names that are cut at their end, the ends may tell them apart. */
  @Test
  void longClassNamesAreNumberedAndShownWholeByThePointer() {
    String name = "end of no overtaking by lorries";
    assertThat(html(new Answer(42, name, 300), new Answer(14, "stop", -7)))
        .contains("<th title=\"" + name + "\">42 " + name + "</th>")
        .contains("<th title=\"stop\">stop</th>", "<td>-7</td>");
  }
}
