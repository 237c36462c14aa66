package bnn4j.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedModelsTest {
  @TempDir Path folder;

  private Path set(String name) throws IOException {
    Path set = Files.createDirectories(folder.resolve(name));
    Files.writeString(set.resolve("classes.txt"), "a\n");
    return set;
  }

  private NamedModels models() {
    return new NamedModels(
        List.of(folder.resolve("own"), folder.resolve("project")), folder.resolve("runs"));
  }

  @Test
  void aSetMadeHereComesBeforeTheProjectsOfThatName() throws IOException {
    Path projects = set("project/mnist/lfc");
    assertThat(models().find("mnist/lfc").path()).isEqualTo(projects);
    Path own = set("own/mnist/lfc");
    assertThat(models().find("mnist/lfc").path()).isEqualTo(own);
  }

  @Test
  void whatIsNowhereIsRefusedWithEveryPlace() {
    assertThatThrownBy(() -> models().find("none"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'none': not a folder and not a name under")
        .hasMessageContaining("own or ")
        .hasMessageContaining("project");
    assertThatThrownBy(() -> models().find("a\0b"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not a valid path");
  }
}
