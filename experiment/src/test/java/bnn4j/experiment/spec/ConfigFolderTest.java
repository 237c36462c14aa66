package bnn4j.experiment.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
  @TempDir Path folder;

  @Test
  void aConfigIsFoundByItsPathOrByItsNameInTheFolder() throws IOException {
    Path config = Files.writeString(folder.resolve("fashion-lfc.yaml"), "");
    Path elsewhere = Path.of("nowhere");
    assertThat(TrainingSpec.find("fashion-lfc", folder)).isEqualTo(config);
    assertThat(TrainingSpec.find("fashion-lfc.yaml", folder)).isEqualTo(config);
    assertThat(TrainingSpec.find(config.toString(), elsewhere)).isEqualTo(config);
    String withoutExtension = folder.resolve("fashion-lfc").toString();
    assertThat(TrainingSpec.find(withoutExtension, elsewhere)).isEqualTo(config);
  }

  @Test
  void anUnknownConfigIsRefusedWithTheKnownOnes() throws IOException {
    Files.writeString(folder.resolve("mnist-lfc.yaml"), "");
    Files.writeString(folder.resolve("fashion-lfc.yaml"), "");
    Files.writeString(folder.resolve("README.md"), "");
    assertThatThrownBy(() -> TrainingSpec.find("fashon-lfc.yaml", folder))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "config 'fashon-lfc.yaml' does not exist, did you mean 'fashion-lfc'?; %s"
                + " contains fashion-lfc, mnist-lfc",
            folder);
  }

  @Test
  void aMissingFolderHoldsNoConfigs() {
    Path missing = folder.resolve("configs");
    assertThatThrownBy(() -> TrainingSpec.find("mnist-lfc", missing))
        .isInstanceOf(Refusal.class)
        .hasMessage("config 'mnist-lfc' does not exist, and %s contains no configs", missing);
  }

  @Test
  void everyConfigOfTheProjectIsValid() throws IOException {
    List<Path> configs;
    try (Stream<Path> files = Files.list(Path.of("../configs"))) {
      configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
    }
    assertThat(configs).hasSizeGreaterThanOrEqualTo(3);
    for (Path config : configs) {
      TrainingSpec spec =
          TrainingSpec.read(config, List.of(), List.of(Path.of("../configs/overlays")));
      assertThat(config.getFileName().toString()).isEqualTo(spec.name() + ".yaml");
    }
  }
}
