package bnn4j.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class UserHomeTest {
  @TempDir Path scratch;

  @Test
  void theVariableOfTheShellGoesFirst() {
    assertThat(UserHome.find(Map.of("HOME", "/home/a"), "/home/b")).contains(Path.of("/home/a"));
    assertThat(UserHome.find(Map.of("HOME", ""), "/home/b")).contains(Path.of("/home/b"));
    assertThat(UserHome.find(Map.of("HOME", "relative"), "/home/b")).contains(Path.of("/home/b"));
    assertThat(UserHome.find(Map.of(), "/home/b")).contains(Path.of("/home/b"));
  }

  @Test
  void aUserWhomTheSystemDoesNotKnowHasNone() {
    assertThat(UserHome.find(Map.of(), "?")).isEmpty();
    assertThat(UserHome.find(Map.of("HOME", ""), "")).isEmpty();
    assertThat(UserHome.find(Map.of("HOME", "/tmp"), "?")).contains(Path.of("/tmp"));
  }

  @EnabledOnOs(OS.LINUX)
  @Test
  void theSubstituteIsTheSameEachTimeAndOnlyThisUsers() throws IOException {
    Path folder = UserHome.substitute(scratch);
    assertThat(folder).isDirectory().hasParent(scratch);
    assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
    assertThat(UserHome.substitute(scratch)).isEqualTo(folder);
    Files.delete(folder);
    Files.createSymbolicLink(folder, Files.createDirectory(scratch.resolve("another")));
    assertThat(UserHome.substitute(scratch)).isNotEqualTo(folder).isDirectory();
    assertThat(UserHome.substitute(scratch.resolve("missing")))
        .isEqualTo(scratch.resolve("missing"));
  }
}
