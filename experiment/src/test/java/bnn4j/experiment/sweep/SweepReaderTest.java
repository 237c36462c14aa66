package bnn4j.experiment.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.foundation.Refusal;
import bnn4j.yaml.FlowText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void base() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"), "network: lfcW1A1\ndataset: rendered-digits\nseed: 5\n");
  }

  private SweepSpec read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("sweep.yaml"), yaml);
    return SweepSpec.read(file, folder.resolve("configs"), List.of());
  }

  private static List<String> settings(SweepSpec sweep) {
    return IntStream.range(0, sweep.combinations().size())
        .mapToObj(i -> settings(sweep, i))
        .toList();
  }

  private static String settings(SweepSpec sweep, int trial) {
    return String.join(
        " ",
        IntStream.range(0, sweep.keys().size())
            .mapToObj(k -> FlowText.of(sweep.combinations().get(trial).get(k).value()))
            .toList());
  }

  private void refuses(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(Refusal.class)
        .hasMessage(message.replace("FILE", folder.resolve("sweep.yaml").toString()));
  }

  @Test
  void aByteOrderMarkAndLineEndsOfWindowsDoNotMatter() throws IOException {
    SweepSpec sweep = read("\ufeffbase: base.yaml\r\ngrid: {dropout.hidden: [0, 0.5]}\r\n");
    assertThat(settings(sweep)).containsExactly("0", "0.5");
  }

  @Test
  void trialsOfWhichNobodySaysHowManyAreRefused() {
    refuses(
        "base: base.yaml\nrandom: {epochs: {from: 2, to: 5}}\ntrials:\nseeds: 2\n",
        "FILE, line 2: 'trials' is missing; it is the number of trials to draw");
  }

  @Test
  void aSweepMayBeCalledAsTheConfigThatItChanges() throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    Files.writeString(configs.resolve("sweep.yaml"), "network: lfcW1A1\ndataset: mnist\n");
    SweepSpec sweep = read("base: sweep.yaml\ngrid: {dropout.hidden: [0, 0.5]}\n");
    assertThat(settings(sweep)).containsExactly("0", "0.5");
  }

  @Test
  void whatIsNoFileIsRefused() {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> SweepSpec.read(missing, folder, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage(missing + ": no such file");
  }

  @Test
  void aGridIsEveryCombinationAndTheLastKeyChangesFirst() throws IOException {
    SweepSpec sweep =
        read(
            """
            base: base.yaml
            grid:
              learning-rate.start: [0.001, 0.003]
              dropout: {hidden: [0, 0.5]}
              augmentation: [{shift: 1}, {shift: 2, flip: true}]
              epochs: 3
            """);
    assertThat(sweep.keys())
        .containsExactly("learning-rate.start", "dropout.hidden", "augmentation", "epochs");
    assertThat(settings(sweep))
        .containsExactly(
            "0.001 0 {shift: 1} 3",
            "0.001 0 {shift: 2, flip: true} 3",
            "0.001 0.5 {shift: 1} 3",
            "0.001 0.5 {shift: 2, flip: true} 3",
            "0.003 0 {shift: 1} 3",
            "0.003 0 {shift: 2, flip: true} 3",
            "0.003 0.5 {shift: 1} 3",
            "0.003 0.5 {shift: 2, flip: true} 3");
    TrainingSpec last = sweep.base().read(sweep.combinations().get(7));
    assertThat(last.learningRate().start()).isEqualTo(0.003);
    assertThat(last.dropout().hidden()).isEqualTo(0.5);
    assertThat(last.augmentation().shift()).isEqualTo(2);
    assertThat(last.epochs()).isEqualTo(3);
    assertThat(last.seed()).isEqualTo(5);
    assertThat(sweep.base().read(List.of()).epochs()).isEqualTo(100);
  }

  @Test
  void seedsGoWithEachCombination() throws IOException {
    SweepSpec sweep = read("base: base.yaml\ngrid: {epochs: [1, 2]}\nseeds: [7, 9]\n");
    assertThat(sweep.keys()).containsExactly("epochs", "seed");
    assertThat(settings(sweep)).containsExactly("1 7", "1 9", "2 7", "2 9");
    assertThat(settings(read("base: base.yaml\nseeds: 3\n"))).containsExactly("5", "6", "7");
  }

  @Test
  void theBaseMayBeWrittenInTheSweep() throws IOException {
    SweepSpec sweep =
        read("base: {network: lfcW1A1, dataset: mnist, epochs: 4}\ngrid: {batchSize: [10, 20]}\n");
    TrainingSpec second = sweep.base().read(sweep.combinations().get(1));
    assertThat(second.name()).isEqualTo("sweep");
    assertThat(second.epochs()).isEqualTo(4);
    assertThat(second.batchSize()).isEqualTo(20);
  }

  @Test
  void numbersAreDrawnFromRangesAndTheFirstStayTheSame() throws IOException {
    String head =
        """
        base: base.yaml
        random:
          learning-rate.start: {from: 0.0001, to: 0.1, scale: log}
          epochs: {from: 5, to: 7}
          loss: [squared-hinge, highest-bit]
        """;
    SweepSpec few = read(head + "trials: 10\n");
    SweepSpec more = read(head + "trials: 200\n");
    assertThat(settings(more))
        .startsWith(settings(few).toArray(String[]::new))
        .doesNotHaveDuplicates();
    assertThat(settings(read(head + "trials: 10\ndraw-seed: 2\n"))).isNotEqualTo(settings(few));
    List<TrainingSpec> specs = more.combinations().stream().map(more.base()::read).toList();
    assertThat(specs).hasSize(200);
    assertThat(specs.stream().map(TrainingSpec::epochs)).containsOnly(5, 6, 7).contains(5, 6, 7);
    // Evenly on the logarithmic scale: as many below the middle of it as above.
    assertThat(specs.stream().filter(spec -> spec.learningRate().start() < 0.00316).count())
        .isBetween(70L, 130L);
    assertThat(specs).allMatch(s -> s.learningRate().start() >= 0.0001);
    assertThat(specs).allMatch(s -> s.learningRate().start() <= 0.1);
  }

  @Test
  void whatCannotBeDrawnAnyMoreIsNotDrawnTwice() throws IOException {
    SweepSpec sweep = read("base: base.yaml\nrandom: {epochs: {from: 1, to: 3}}\ntrials: 50\n");
    assertThat(settings(sweep)).containsExactlyInAnyOrder("1", "2", "3");
  }

  @Test
  void unknownKeysOfASweepAreRefused() {
    refuses(
        "base: base.yaml\nseed: [1]\nseeds: [1]\n",
        "FILE, line 2: unknown key 'seed'; did you mean 'seeds'?");
  }

  @Test
  void nothingToTryIsRefused() {
    refuses(
        "base: base.yaml\n",
        "FILE: no key is varied; specify grid, such as {learning-rate.start: [0.001,"
            + " 0.003]}, random or seeds");
    refuses(
        "base: base.yaml\ngrid: {}\n",
        "FILE, line 2: grid: expected keys with values to try, such as {epochs: [5, 10]}, found"
            + " nothing");
    refuses(
        "base: base.yaml\ngrid:\n",
        "FILE, line 2: grid: expected keys with values to try, such as {epochs: [5, 10]}, found"
            + " nothing");
    refuses(
        "base: base.yaml\ngrid:\n  epochs: []\n",
        "FILE, line 3: epochs: expected values to try, found nothing");
    refuses(
        "base: base.yaml\ngrid: [1]\n",
        "FILE, line 2: grid: expected keys with values to try, found a list");
  }

  @Test
  void aValueThatIsThereTwiceIsRefused() {
    refuses(
        "base: base.yaml\ngrid: {epochs: [1, 2, 1]}\n", "FILE, line 2: epochs: '1' occurs twice");
    refuses(
        "base: base.yaml\ngrid: {batch-size: [1], batchSize: [2]}\n",
        "FILE, line 2: duplicate key 'batchSize'; it is already given on line 2 as 'batch-size'");
    refuses(
        "base: base.yaml\ngrid: {dropout.input: [0], dropout: {input: [0.1]}}\n",
        "FILE, line 2: dropout.input is given twice");
    refuses(
        "base: base.yaml\ngrid: {seed: [1]}\nseeds: [1, 2]\n",
        "FILE, line 3: the key seed is varied, too; keep one of the two");
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    refuses(
        "base: base.yaml\ngrid: {epochs: [1]}\nrandom: {epochs: [1]}\ntrials: 3\n",
        "FILE, line 3: grid and random are both given; keep one of them");
    refuses(
        "base: base.yaml\nrandom: {epochs: [1]}\n",
        "FILE, line 2: 'trials' is missing; it is the number of trials to draw");
    refuses(
        "base: base.yaml\ngrid: {epochs: [1]}\ntrials: 3\n",
        "FILE, line 3: trials requires random, which is missing");
    refuses(
        "base: base.yaml\ngrid: {epochs: {from: 1, to: 3}}\n",
        "FILE, line 2: epochs: a range requires random; list the values, or use random");
    refuses(
        "base: base.yaml\nrandom: {epochs: {from: 3, to: 1}}\ntrials: 2\n",
        "FILE, line 2: epochs: expected from less than to, found {from: 3, to: 1}");
    refuses(
        "base: base.yaml\nrandom: {dropout.input: {from: 0, to: 0.5, scale: log}}\ntrials: 2\n",
        "FILE, line 2: dropout.input: scale log requires numbers above 0, found {from: 0, to: 0.5,"
            + " scale: log}");
    refuses(
        "base: base.yaml\nseeds: many\n",
        "FILE, line 2: seeds: expected a list such as [1, 2, 3], or a number of seeds,"
            + " found 'many'");
  }

  @Test
  void moreTrialsThanAnybodyWaitsForAreRefused() {
    String values = IntStream.range(1, 102).mapToObj(Integer::toString).toList().toString();
    refuses(
        "base: base.yaml\ngrid: {epochs: %s, batch-size: %s}\n".formatted(values, values),
        "FILE: 10201 trials, the maximum of a sweep is 10000; try fewer values, or draw"
            + " some with random");
  }

  @Test
  void aBaseThatIsNotThereIsRefused() {
    refuses(
        "base: bass.yaml\nseeds: [1]\n",
        "FILE, line 1: base: config 'bass.yaml' does not exist, and %s contains no configs"
            .formatted(folder.resolve("configs")));
    refuses("seeds: [1]\n", "FILE: 'base' is missing; it names the config that the trials change");
    refuses("", "FILE, line 1: expected keys and values, such as base and grid, found nothing");
  }
}
