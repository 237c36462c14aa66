package bnn4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML as editors and other tools write it. */
class YamlTextTest {
  private static BlockReader read(String text) {
    Problems problems = new Problems();
    YamlNode node = YamlText.parse(text, new SourcePlace("FILE", 1), problems);
    return new BlockReader((YamlNode.Block) node, "", problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "TRUE"})
  void truthHasAnyCase(String word) {
    assertThat(read("a: " + word + "\n").flag("a", false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "FALSE"})
  void falsehoodHasAnyCase(String word) {
    assertThat(read("a: " + word + "\n").flag("a", true)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:\t5\n",
        "a :\t5\t# a comment\n",
        "a:\t 5\n\t\n",
        "{\ta:\t5,\tb: 1}\n",
        "\ufeffa: 5\r\n",
        "# it's\t\na: 5"
      })
  void tabsMarksAndLineEndsAreOfNoMatter(String text) {
    BlockReader keys = read(text);
    assertThat(keys.integer("a", 0, value -> {})).isEqualTo(5);
  }

  @Test
  void tabsInQuotesStay() {
    assertThat(read("a:\t\"x\ty\"\nb: 'x\ty'\n").text("a", text -> text)).hasValue("x\ty");
  }

  @Test
  void tabsThatIndentAreRefused() {
    assertThatThrownBy(() -> read("a:\n\tb: 1\n"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("FILE, line 2: not YAML: found character '\\t(TAB)'");
  }
}
