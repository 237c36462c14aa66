package bnn4j.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.experiment.SmallExperiment;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir Path folder;

  private TrainingSpec spec(String... settings) {
    return SmallExperiment.spec(folder, settings);
  }

  @Test
  void aRunHasAFolderOfItsOwnWithItsConfig() throws IOException {
    Path runs = folder.resolve("runs");
    RunFolder first = RunFolder.create(runs, spec(), "c0ffee", Optional.empty());
    RunFolder second = RunFolder.create(runs, spec(), "c0ffee", Optional.empty());
    assertThat(first.path().getParent()).isEqualTo(runs.resolve("small"));
    assertThat(first.path().getFileName().toString()).matches("\\d{8}-\\d{6}");
    assertThat(second.path()).isNotEqualTo(first.path());
    assertThat(Files.readString(first.configFile())).isEqualTo(spec().toYaml());
    assertThat(first.parametersFolder(spec()))
        .isEqualTo(first.path().resolve("params/rendered-digits/lfcW1A1"));
  }

  @Test
  void theNewestRunWithACheckpointIsFound() throws IOException {
    Path runs = folder.resolve("runs");
    assertThat(RunFolder.newest(runs, "small")).isEmpty();
    for (String time : new String[] {"20250101-000000", "20260101-000000", "20270101-000000"}) {
      Path checkpoints = runs.resolve("small").resolve(time).resolve("checkpoints");
      Files.createDirectories(checkpoints);
      if (!time.startsWith("2027")) {
        Files.createFile(checkpoints.resolve("latest.zip"));
      }
    }
    assertThat(RunFolder.newest(runs, "small"))
        .contains(new RunFolder(runs.resolve("small/20260101-000000")));
  }

  @Test
  void aRunInAFolderAsEarlierVersionsNamedThemIsFound() throws IOException {
    Path run = folder.resolve("runs/two words/20260101-000000");
    Files.createDirectories(run.resolve("checkpoints"));
    Files.createFile(run.resolve("checkpoints/latest.zip"));
    assertThat(RunFolder.newest(folder.resolve("runs"), "two-words")).contains(new RunFolder(run));
  }

  @Test
  void aRunGoesOnOnlyWithTheConfigItBeganWith() {
    RunFolder run = RunFolder.create(folder.resolve("runs"), spec(), "c0ffee", Optional.empty());
    run.checkSame(spec(), "c0ffee");
    assertThatThrownBy(() -> run.checkSame(spec("epochs=4"), "c0ffee"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            run.path()
                + " started with 'epochs: 3', but the config contains 'epochs: 4'; undo the change, or"
                + " start again without --resume");
    assertThatThrownBy(() -> run.checkSame(spec("floor=80"), "c0ffee"))
        .hasMessageContaining("started with 'nothing', but the config contains 'floor: 80");
  }

  @Test
  void aRunThatBeganBeforeASettingExistedGoesOnWithItsDefault() throws IOException {
    RunFolder run = RunFolder.create(folder.resolve("runs"), spec(), "c0ffee", Optional.empty());
    String old = Files.readString(run.configFile()).replace("output: bits\n", "");
    Files.writeString(run.configFile(), old);
    run.checkSame(spec(), "c0ffee");
    assertThatThrownBy(() -> run.checkSame(spec("output=ladder"), "c0ffee"))
        .hasMessageContaining("but the config contains 'output: ladder'");
  }

  @Test
  void aRunThatBeganBeforeStrokesWereFittedGoesOnAsItBegan() throws IOException {
    TrainingSpec spec = SmallExperiment.spec(folder);
    RunFolder run = RunFolder.create(folder, spec, "c0ffee", Optional.empty());
    String now = Files.readString(run.configFile());
    assertThat(now).contains("pictures: {unreadable: 0, invert: false, fit: fill}");
    Files.writeString(run.configFile(), now.replace(", fit: fill", ""));
    run.checkSame(spec);
    TrainingSpec other = SmallExperiment.spec(folder, "pictures.fit=digit");
    assertThatThrownBy(() -> run.checkSame(other))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'pictures: {unreadable: 0, invert: false, fit: digit}'");
  }

  @Test
  void aRunGoesOnOnlyWithTheImagesItBeganWith() {
    RunFolder run = RunFolder.create(folder.resolve("runs"), spec(), "c0ffee", Optional.empty());
    assertThatThrownBy(() -> run.checkSame(spec(), "deed"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            run.path()
                + " started with other images as rendered-digits (sha256 c0ffee, now deed); use the"
                + " original images, see --data");
  }

  @Test
  void aPlaceWhereNoFolderCanBeIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "a file");
    assertThatThrownBy(() -> RunFolder.create(file, spec(), "c0ffee", Optional.empty()))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file.resolve("small") + ": not usable as run folder (")
        .hasMessageEndingWith("); choose another folder with --out");
  }
}
