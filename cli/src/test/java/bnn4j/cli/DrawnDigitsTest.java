package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Digits as people draw them, on any paper and in bad light, by a set trained on MNIST. */
class DrawnDigitsTest {
  /** All but one were right when this was written. */
  private static final int LEAST_RIGHT = 184;

  private static final int LEAST_RIGHT_PER_STYLE = 8;

  @TempDir Path scratch;

  @Test
  void digitsAreRecognizedOnAnyPaperAndInBadLight() throws IOException {
    for (DrawnDigits.Style style : DrawnDigits.Style.values()) {
      for (int digit = 0; digit < 10; digit++) {
        Path folder = Files.createDirectories(scratch.resolve("digits/" + digit + "/" + style));
        int hand = (digit + style.name().length()) % DrawnDigits.HANDS_THERE;
        ImageIO.write(
            DrawnDigits.draw(digit, hand, style), "png", folder.resolve("x.png").toFile());
      }
    }
    Path json = scratch.resolve("answers.json");
    CommandRun.of("infer", "mnist/lfcW1A1", "--input", scratch.resolve("digits"), "--json", json);
    Map<String, Integer> right = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (JsonNode answer : new ObjectMapper().readTree(Files.readString(json))) {
      String file = answer.get("file").asText();
      if (answer.get("right").asBoolean()) {
        right.merge(file.split("/", -1)[1], 1, Integer::sum);
      } else {
        wrong.add(file + " as " + answer.get("name").asText());
      }
    }
    assertThat(right).hasSize(DrawnDigits.Style.values().length);
    assertThat(right.values())
        .as("wrong: %s", wrong)
        .allMatch(count -> count >= LEAST_RIGHT_PER_STYLE);
    assertThat(right.values().stream().mapToInt(Integer::intValue).sum())
        .as("wrong: %s", wrong)
        .isGreaterThanOrEqualTo(LEAST_RIGHT);
  }
}
