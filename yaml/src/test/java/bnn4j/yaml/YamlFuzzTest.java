package bnn4j.yaml;

import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a text is, it is YAML or refused. */
class YamlFuzzTest {
  private static final String SEED =
      """
      # a comment
      a: {b: 1, c: [x, "y", 'z']}
      d: |
        text
      e:
      - f: 1.5
        g: true
      - >-
        folded
      h: !!str 5
      i: &anchor {j: ~}
      k: *anchor
      """;

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  @Property
  void aBrokenTextIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    byte[] broken = Edit.apply(edits, SEED.getBytes(StandardCharsets.UTF_8));
    read(new String(broken, StandardCharsets.UTF_8));
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    read(text);
  }

  private static void read(String text) {
    Attempt.refuses(
        () -> {
          Problems problems = new Problems();
          YamlText.parse(text, new SourcePlace("x.yaml", 1), problems);
          problems.refuseIfAny();
        });
  }
}
