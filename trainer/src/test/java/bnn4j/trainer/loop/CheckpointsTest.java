package bnn4j.trainer.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.loop.TrainingState.PartialEpoch;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.modelfile.ModelEntry;
import bnn4j.trainer.settings.CheckpointPolicy.Keep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path temporary;
  private Path folder;
  private MultiLayerNetwork network;

  @BeforeEach
  void makeNetwork() {
    folder = temporary.resolve("checkpoints");
    network = SmallTask.randomNetwork(SmallTask.network(1, 1), 5);
  }

  private Checkpoints checkpoints(int every, Keep keep) {
    return new Checkpoints(folder, new bnn4j.trainer.settings.CheckpointPolicy(every, keep));
  }

  private Checkpoint after(double... accuracies) {
    TrainingState state = TrainingState.start();
    for (double accuracy : accuracies) {
      state = state.finished(new EpochMetrics(state.epochsDone() + 1, 1, 50, accuracy, 0.1, 9, 1));
    }
    return new Checkpoint(network, state);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatIsSavedIsReadBack() {
    Checkpoints checkpoints = checkpoints(1, Keep.LATEST_AND_BEST);
    TrainingState state = after(10, Double.NaN).state().with(new PartialEpoch(3, 0.1, 17, 2.5));
    checkpoints.saveLatest(new Checkpoint(network, state));
    assertThat(checkpoints.latest().state()).isEqualTo(state);
    assertThat(checkpoints.latest().network().params()).isEqualTo(network.params());
  }

  @Test
  void latestAndBestAreKept() throws IOException {
    Checkpoints checkpoints = checkpoints(1, Keep.LATEST_AND_BEST);
    checkpoints.save(after(10), true, false);
    checkpoints.save(after(10, 30), true, false);
    checkpoints.save(after(10, 30, 20), false, false);
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(3);
    assertThat(checkpoints.best().state().epochsDone()).isEqualTo(2);
    assertThat(files()).containsExactly("best.zip", "latest.zip");
  }

  @Test
  void everySoManyEpochsIsSavedAndTheBestAndTheLastAlways() {
    Checkpoints checkpoints = checkpoints(3, Keep.LATEST_AND_BEST);
    checkpoints.save(after(10), true, false);
    checkpoints.save(after(10, 9), false, false);
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(1);
    checkpoints.save(after(10, 9, 8), false, false);
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(3);
    checkpoints.save(after(10, 9, 8, 11), true, false);
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(4);
    assertThat(checkpoints.best().state().epochsDone()).isEqualTo(4);
    checkpoints.save(after(10, 9, 8, 11, 7), false, true);
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(5);
    assertThat(checkpoints.best().state().epochsDone()).isEqualTo(4);
  }

  @Test
  void allAreKeptIfAskedFor() throws IOException {
    Checkpoints checkpoints = checkpoints(2, Keep.ALL);
    checkpoints.save(after(10), true, false);
    checkpoints.save(after(10, 9), false, false);
    checkpoints.save(after(10, 9, 8), false, false);
    checkpoints.save(after(10, 9, 8, 7), false, true);
    assertThat(files())
        .containsExactly(
            "best.zip", "epoch-0001.zip", "epoch-0002.zip", "epoch-0004.zip", "latest.zip");
    assertThat(ModelFile.readText(folder.resolve("epoch-0002.zip"), ModelEntry.STATE))
        .contains("\"epoch\":2")
        .doesNotContain("\"epoch\":3");
  }

  @Test
  void aBestOneThatCannotBeWrittenLeavesTheLatestBefore() throws IOException {
    Checkpoints checkpoints = checkpoints(1, Keep.LATEST_AND_BEST);
    checkpoints.save(after(10), true, false);
    Files.createDirectories(folder.resolve("best.zip.new/in-the-way"));
    assertThatThrownBy(() -> checkpoints.save(after(10, 30), true, false))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(folder.resolve("best.zip") + ": cannot be written (")
        .hasMessageEndingWith(
            "; free space or correct the permissions and continue with --resume; the"
                + " last complete state is in "
                + folder.resolve("latest.zip"));
    // Going on from there does the second epoch again, and with it its best file.
    assertThat(checkpoints.latest().state().epochsDone()).isEqualTo(1);
    assertThat(checkpoints.best().state().epochsDone()).isEqualTo(1);
  }

  @Test
  void whatWasHalfWrittenWhenARunWasKilledGoesWithItsLastEpoch() throws IOException {
    Checkpoints checkpoints = checkpoints(1, Keep.LATEST_AND_BEST);
    checkpoints.save(after(10), true, false);
    Files.writeString(folder.resolve("best.zip.new"), "half a zip");
    checkpoints.save(after(10, 9), false, true);
    assertThat(files()).containsExactly("best.zip", "latest.zip");
  }

  @Test
  void aFolderThatCannotBeMadeIsRefused() throws IOException {
    Files.writeString(folder, "a file");
    assertThatThrownBy(() -> checkpoints(1, Keep.ALL).saveLatest(after()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            folder.resolve("latest.zip")
                + ": cannot be written ("
                + folder
                + ": is there already, and is no folder); free space or correct the permissions and start again; no earlier"
                + " state was saved");
  }

  @Test
  void aModelWithoutStateIsNoCheckpoint() throws IOException {
    Files.createDirectories(folder);
    Checkpoints checkpoints = checkpoints(1, Keep.ALL);
    ModelFile.write(network, Map.of(ModelEntry.CARD, "x"), checkpoints.latestFile());
    assertThatThrownBy(checkpoints::latest)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            checkpoints.latestFile()
                + ": has no entry state.json; the model was not trained by bnn4j");
  }

  @Test
  void aDamagedStateIsRefused() throws IOException {
    Files.createDirectories(folder);
    Checkpoints checkpoints = checkpoints(1, Keep.ALL);
    ModelFile.write(network, Map.of(ModelEntry.STATE, "{\"epochs\": 3}"), checkpoints.latestFile());
    assertThatThrownBy(checkpoints::latest)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(checkpoints.latestFile() + ": state.json is damaged: ")
        .message()
        .hasLineCount(1);
    ModelFile.write(
        network, Map.of(ModelEntry.STATE, "{\"epochs\": []}"), checkpoints.latestFile());
    assertThatThrownBy(checkpoints::latest)
        .isInstanceOf(Refusal.class)
        .hasMessage(checkpoints.latestFile() + ": state.json is damaged: 'partial' is missing");
  }

  @Test
  void ofAllThatAreLeftTheFurthestOnIsTaken() throws IOException {
    Checkpoints checkpoints = checkpoints(1, Keep.ALL);
    checkpoints.save(after(10), false, false);
    checkpoints.save(after(10, 30), true, false);
    checkpoints.save(after(10, 30, 20), false, false);
    Files.write(checkpoints.latestFile(), new byte[10]);
    Files.delete(folder.resolve("epoch-0003.zip"));
    List<String> warnings = new ArrayList<>();
    assertThat(checkpoints.newestWhole(warnings::add).state().epochsDone()).isEqualTo(2);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(checkpoints.latestFile() + ": not a zip file, or damaged (")
        .endsWith("; resuming from %s instead, after 2 epochs".formatted(checkpoints.bestFile()));
    Files.delete(checkpoints.latestFile());
    assertThat(checkpoints.newestWhole(warnings::add).state().epochsDone()).isEqualTo(2);
  }

  @Test
  void withNothingWholeLeftTheDamageAndTheWayOutAreTold() throws IOException {
    Checkpoints checkpoints = checkpoints(1, Keep.LATEST_AND_BEST);
    checkpoints.save(after(10), true, false);
    Files.write(checkpoints.latestFile(), new byte[0]);
    Files.write(checkpoints.bestFile(), new byte[0]);
    assertThatThrownBy(() -> checkpoints.newestWhole(warning -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(checkpoints.latestFile() + ": not a zip file, or damaged (")
        .hasMessageEndingWith(
            "; no other checkpoint in %s can be read; start again without --resume"
                .formatted(folder));
    assertThatThrownBy(checkpoints::best)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(checkpoints.bestFile() + ": not a zip file, or damaged (")
        .hasMessageContaining("--start-from " + checkpoints.latestFile());
  }
}
