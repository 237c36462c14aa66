package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderNameTest {
  @ParameterizedTest
  @CsvSource({
    "mnist, mnist",
    "nist-sd19-by-class, nist-sd19-by-class",
    "folder:../../../../shapes, folder-shapes",
    "folder:/data/my signs/, folder-my-signs",
    "folder:C:\\pictures\\cats, folder-cats",
    "folder:größe, folder-größe",
    "folder:., folder-unnamed",
    "folder:.., folder-unnamed",
    "folder:mnist, folder-mnist",
    "../../x, x",
    "/etc/passwd, passwd",
    ".hidden, hidden",
    "a:b, a-b",
    "NUL, _NUL",
    "con.txt, _con.txt"
  })
  void aNameBecomesOneFolder(String name, String folder) {
    assertThat(FolderName.of(name)).isEqualTo(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "...", "/", "\\", ":", "\u0000", "\n", "./..", "-"})
  void whatHasNoLetterGetsAName(String name) {
    assertThat(FolderName.of(name)).isEqualTo("unnamed");
  }

  @Test
  void aLongNameIsCut() {
    assertThat(FolderName.of("x".repeat(300))).isEqualTo("x".repeat(64));
  }
}
