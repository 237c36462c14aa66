package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainFolderTest {
  @TempDir Path runs;

  private final TrainingSpec stage =
      TrainingSpec.of("two-words", Overlays.named("lfcW1A1"), "mnist");
  private final ChainSpec chain = new ChainSpec(List.of(stage, stage));

  private Path chainWithCheckpoint(String folder) throws IOException {
    Path run = runs.resolve(folder).resolve("20260101-000000");
    Files.createDirectories(run.resolve("stages/1/checkpoints"));
    Files.createFile(run.resolve("stages/1/checkpoints/latest.zip"));
    return run;
  }

  @Test
  void aChainInterruptedInItsFirstStageIsFound() throws IOException {
    assertThat(ChainFolder.newest(runs, chain)).isEmpty();
    Path run = chainWithCheckpoint("two-words");
    assertThat(ChainFolder.newest(runs, chain)).contains(new ChainFolder(new RunFolder(run), 2));
  }

  @Test
  void aChainInAFolderAsEarlierVersionsNamedThemIsFound() throws IOException {
    Path run = chainWithCheckpoint("two words");
    assertThat(ChainFolder.newest(runs, chain)).contains(new ChainFolder(new RunFolder(run), 2));
  }
}
