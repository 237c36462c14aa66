package bnn4j.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCsvTest {
  private static final String HEADER =
      "epoch,loss,train_accuracy,validation_accuracy,learning_rate,samples_per_second,seconds\n";

  @TempDir Path folder;
  private MetricsCsv csv;

  @BeforeEach
  void nameTheFile() {
    csv = new MetricsCsv(folder.resolve("run").resolve("metrics.csv"));
  }

  @Test
  void aRunWithoutAFileHasNoEpochs() {
    assertThat(csv.read()).isEmpty();
  }

  @Test
  void epochsReadBackAsTheyWereAppended() throws IOException {
    List<EpochMetrics> epochs = MadeUpRun.epochs(25);
    epochs.forEach(csv::append);
    assertThat(csv.read()).isEqualTo(epochs);
    try (Stream<Path> files = Files.list(csv.file().getParent())) {
      assertThat(files).containsExactly(csv.file());
    }
  }

  @Test
  void theTableIsPlain() {
    csv.append(new EpochMetrics(1, 0.25, 80, 78.5, 3e-7, 2000, 30.5));
    csv.append(new EpochMetrics(2, 0.125, 81, Double.NaN, 3e-7, 2000, 30));
    assertThat(csv.file())
        .hasContent(
            HEADER + "1,0.25,80.0,78.5,3.0E-7,2000.0,30.5\n2,0.125,81.0,,3.0E-7,2000.0,30.0");
  }

  @Test
  void goingOnFromACheckpointForgetsTheEpochsAfterIt() {
    List<EpochMetrics> epochs = MadeUpRun.epochs(9);
    csv.write(epochs);
    csv.write(epochs.subList(0, 6));
    assertThat(csv.read()).isEqualTo(epochs.subList(0, 6));
    csv.append(epochs.get(6));
    assertThat(csv.read()).isEqualTo(epochs.subList(0, 7));
  }

  @Test
  void anEpochOutOfOrderIsNotWritten() {
    List<EpochMetrics> epochs = MadeUpRun.epochs(3);
    csv.append(epochs.get(0));
    assertThatThrownBy(() -> csv.append(epochs.get(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected epoch 2, got 3");
    assertThat(csv.read()).isEqualTo(epochs.subList(0, 1));
  }

  @Test
  void anotherTableIsRefused() throws IOException {
    write("step,loss\n1,2\n");
    assertThatThrownBy(csv::read)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s, line 1: expected the columns %s, found step,loss", csv.file(), HEADER.strip());
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    write("");
    assertThatThrownBy(csv::read)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s, line 1: expected the columns %s, found nothing", csv.file(), HEADER.strip());
  }

  @Test
  void aLineThatIsTooShortIsRefused() throws IOException {
    write(HEADER + "1,0.5,80,79,0.003,2000,30\n2,0.4,81\n");
    assertThatThrownBy(csv::read)
        .isInstanceOf(Refusal.class)
        .hasMessage("%s, line 3: expected epoch 2 and six numbers, found 2,0.4,81", csv.file());
  }

  @Test
  void aWordAmongTheNumbersIsRefused() throws IOException {
    write(HEADER + "1,0.5,80,good,0.003,2000,30\n");
    assertThatThrownBy(csv::read)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s, line 2: expected epoch 1 and six numbers, found 1,0.5,80,good,0.003,2000,30",
            csv.file());
  }

  @Test
  void aMissingEpochIsRefused() throws IOException {
    write(HEADER + "1,0.5,80,79,0.003,2000,30\n3,0.4,81,80,0.003,2000,30\n");
    assertThatThrownBy(csv::read)
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s, line 3: expected epoch 2 and six numbers, found 3,0.4,81,80,0.003,2000,30",
            csv.file());
  }

  private void write(String text) throws IOException {
    Files.createDirectories(csv.file().getParent());
    Files.writeString(csv.file(), text);
  }
}
