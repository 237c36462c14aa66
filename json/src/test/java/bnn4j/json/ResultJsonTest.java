package bnn4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultJsonTest {
  @TempDir Path scratch;

  record Size(int width, int height) {}

  record Found(
      String name,
      @JsonProperty("class") int index,
      Double score,
      @JsonUnwrapped Size size,
      List<Integer> seen) {
    /** No key. */
    public boolean isFound() {
      return true;
    }
  }

  @Test
  void componentsAreKeysInTheirOrder() {
    assertThat(ResultJson.line(new Found("a", 3, 0.5, new Size(1, 2), List.of(4))))
        .isEqualTo(
            "{\"name\":\"a\",\"class\":3,\"score\":0.5,\"width\":1,\"height\":2,\"seen\":[4]}");
  }

  @Test
  void whatHasNoValueIsLeftOut() {
    assertThat(ResultJson.line(new Found("a", 3, null, null, List.of())))
        .isEqualTo("{\"name\":\"a\",\"class\":3,\"seen\":[]}");
  }

  @Test
  void aFileEndsWithALine() throws Exception {
    Path file = scratch.resolve("result.json");
    ResultJson.write(List.of(new Size(1, 2)), file);
    assertThat(Files.readString(file)).isEqualTo("[ {\n  \"width\" : 1,\n  \"height\" : 2\n} ]\n");
  }

  @Test
  void whatIsWrittenIsReadAgainWhateverALaterVersionAdds() {
    assertThat(ResultJson.read(ResultJson.line(new Size(1, 2)), Size.class))
        .isEqualTo(new Size(1, 2));
    assertThat(ResultJson.read("{\"width\":1,\"depth\":7,\"height\":2}", Size.class))
        .isEqualTo(new Size(1, 2));
  }

  @Test
  void damagedTextIsRefusedInOneLine() {
    for (String text : List.of("", "null", "{", "[]", "{\"width\":\"wide\"}")) {
      assertThatThrownBy(() -> ResultJson.read(text, Size.class))
          .as(text)
          .isInstanceOf(Refusal.class)
          .hasMessageNotContaining("\n");
    }
  }
}
