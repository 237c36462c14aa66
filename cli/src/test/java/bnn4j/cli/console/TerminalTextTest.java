package bnn4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  private final StringWriter shown = new StringWriter();
  private final PrintWriter out = new PrintWriter(new TerminalText(shown), true);

  @Test
  void whatMovesTheCursorOrChangesTheTitleIsNotPassedOn() {
    out.print("a\u001b[2Jb\u001b]0;title\u0007c\bd\u009bHe\u007f\0");
    out.flush();
    assertThat(shown.toString()).isEqualTo("a?[2Jb?]0;title?c?d?He??");
  }

  @Test
  void textLinesTabsAndColoursStay() {
    String text = "é 字 \ud83d\ude00\tx\r\n\u001b[1;31mred\u001b[0m \\ $1";
    out.print(text);
    out.write('\u001b');
    out.write("xyz", 1, 1);
    out.flush();
    assertThat(shown.toString()).isEqualTo(text + "?y");
  }
}
