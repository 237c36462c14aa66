package bnn4j.experiment.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One config per mistake; FILE in an expected message stands for the config's path. */
class MalformedSpecTest {
  private static final String HEAD = "network: lfcW1A1\ndataset: mnist\n";

  @TempDir Path folder;

  private void refuses(String yaml, String message) throws IOException {
    refuses(yaml, List.of(), message);
  }

  private void refuses(String yaml, List<String> settings, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("test.yaml"), yaml);
    assertThatThrownBy(() -> TrainingSpec.read(file, settings))
        .isInstanceOf(Refusal.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void aMissingFile() {
    Path file = folder.resolve("none.yaml");
    assertThatThrownBy(() -> TrainingSpec.read(file, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("%s: no such file", file);
  }

  @Test
  void aFileThatIsNotText() throws IOException {
    Path file = Files.write(folder.resolve("test.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> TrainingSpec.read(file, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("%s: expected text in UTF-8, found other bytes", file);
  }

  @Test
  void anEmptyFile() throws IOException {
    refuses(
        "# nothing yet\n",
        """
        FILE: 'network' is missing; it names an overlay, such as lfcW1A1
        FILE: 'dataset' is missing; it names a dataset, such as mnist""");
  }

  @Test
  void aListInsteadOfKeys() throws IOException {
    refuses("- network\n", "FILE, line 1: expected keys and values, found a list");
  }

  @Test
  void aWordInsteadOfKeys() throws IOException {
    refuses("\nlfcW1A1\n", "FILE, line 2: expected keys and values, found 'lfcW1A1'");
  }

  @Test
  void aBraceThatIsNotClosed() throws IOException {
    refuses(
        HEAD + "dropout: {input: 0.1\nepochs: 5\n",
        "FILE, line 4: not YAML: expected ',' or '}', but got :");
  }

  @Test
  void aTab() throws IOException {
    refuses(
        HEAD + "dropout:\n\tinput: 0.1\n",
        "FILE, line 4: not YAML: found character '\\t(TAB)' that cannot start any token."
            + " (Do not use \\t(TAB) for indentation)");
  }

  @Test
  void aControlCharacter() throws IOException {
    refuses(HEAD + "floor: \u0001", "FILE, line 3: not YAML: control character 0x01");
  }

  @Test
  void aKeyThatIsNoWord() throws IOException {
    refuses(HEAD + "? [1, 2]\n: 3\n", "FILE, line 3: not YAML: expected a key");
  }

  @Test
  void aSecondDocument() throws IOException {
    refuses(
        HEAD + "---\nepochs: 2\n",
        "FILE, line 3: a second document starts here; expected one document");
  }

  @Test
  void anAlias() throws IOException {
    refuses(
        HEAD + "epochs: &n 7\nbatch-size: *n\n",
        "FILE, line 4: aliases (*n) are not supported; write the value");
  }

  @Test
  void anUnknownKeyCloseToAKnownOne() throws IOException {
    refuses(
        HEAD + "\n# a comment\nepoch: 7\n",
        "FILE, line 5: unknown key 'epoch'; did you mean 'epochs'?");
  }

  @Test
  void anUnknownKeyCloseToNone() throws IOException {
    refuses(
        HEAD + "optimizer: adam\n",
        "FILE, line 3: unknown key 'optimizer'; known names: network, dataset, validation,"
            + " input, pictures, epochs, batch-size, learning-rate, loss, distillation, dropout,"
            + " augmentation, seed, early-stopping, averaging, checkpoints, folding, output, floor");
  }

  @Test
  void anUnknownKeyInABlock() throws IOException {
    refuses(
        HEAD + "dropout:\n  input: 0.1\n  hiden: 0.1\n",
        "FILE, line 5: unknown key 'dropout.hiden'; did you mean 'dropout.hidden'?");
  }

  @Test
  void aDuplicateKey() throws IOException {
    refuses(
        HEAD + "epochs: 7\nepochs: 8\n",
        "FILE, line 4: duplicate key 'epochs'; it is already given on line 3");
  }

  @Test
  void aDuplicateKeyInAnotherCase() throws IOException {
    refuses(
        HEAD + "batch-size: 7\nbatchSize: 8\n",
        "FILE, line 4: duplicate key 'batchSize'; it is already given on line 3 as 'batch-size'");
  }

  @Test
  void anUnknownNetwork() throws IOException {
    refuses(
        "network: resnet50\ndataset: mnist\n",
        "FILE, line 1: overlay 'resnet50' is unknown; known names: lfcW1A1, lfcW1A2,"
            + " cnvW1A1, cnvW1A2, cnvW2A2 (lfc and cnv are short for W1A1)");
  }

  @Test
  void aListWhereAWordIsExpected() throws IOException {
    refuses(
        "network: [lfcW1A1]\ndataset: mnist\n",
        "FILE, line 1: network: expected a word, found a list");
  }

  @Test
  void aBlankDataSet() throws IOException {
    refuses(
        "network: lfcW1A1\ndataset: ' '\n",
        "FILE, line 2: dataset: expected a name on one line, found ' '");
  }

  @Test
  void aFractionWhereAWholeNumberIsExpected() throws IOException {
    refuses(HEAD + "epochs: 2.5\n", "FILE, line 3: epochs: expected a whole number, found '2.5'");
  }

  @Test
  void aWholeNumberThatIsTooLarge() throws IOException {
    refuses(
        HEAD + "epochs: 3000000000\n",
        "FILE, line 3: epochs: expected a whole number, found '3000000000'");
  }

  @Test
  void aBlockWhereANumberIsExpected() throws IOException {
    refuses(
        HEAD + "epochs: {count: 3}\n",
        "FILE, line 3: epochs: expected a whole number, found a block of keys");
  }

  @Test
  void aNumberWhereABlockIsExpected() throws IOException {
    refuses(
        HEAD + "learning-rate: 0.01\n",
        "FILE, line 3: learning-rate: expected a block of keys, found '0.01'");
  }

  @Test
  void zeroEpochs() throws IOException {
    refuses(HEAD + "epochs: 0\n", "FILE, line 3: epochs: expected at least 1, found 0");
  }

  @Test
  void aBatchOfOne() throws IOException {
    refuses(HEAD + "batch-size: 1\n", "FILE, line 3: batch-size: expected at least 2, found 1");
  }

  @Test
  void negativeValidation() throws IOException {
    refuses(HEAD + "validation: -1\n", "FILE, line 3: validation: expected at least 0, found -1");
  }

  @Test
  void aRateThatIsNoNumber() throws IOException {
    refuses(
        HEAD + "learning-rate: {start: .nan}\n",
        "FILE, line 3: learning-rate.start: expected a number, found '.nan'");
  }

  @Test
  void aRateBeyondAllNumbers() throws IOException {
    refuses(
        HEAD + "learning-rate: {start: 1e999}\n",
        "FILE, line 3: learning-rate.start: expected a number, found '1e999'");
  }

  @Test
  void aRateOfZero() throws IOException {
    refuses(
        HEAD + "learning-rate:\n  start: 0.1\n  end: 0\n",
        "FILE, line 5: learning-rate.end: expected a number above 0, found 0");
  }

  @Test
  void aRateThatRises() throws IOException {
    refuses(
        HEAD + "learning-rate:\n  start: 0.001\n  end: 0.01\n",
        "FILE, line 3: learning-rate.end: expected at most learning-rate.start, which is 0.001,"
            + " found 0.01");
  }

  @Test
  void anUnknownSchedule() throws IOException {
    refuses(
        HEAD + "learning-rate: {schedule: linear}\n",
        "FILE, line 3: learning-rate.schedule: expected exponential, cosine or constant,"
            + " found 'linear'");
  }

  @Test
  void aNegativeWarmUp() throws IOException {
    refuses(
        HEAD + "learning-rate: {warmup-epochs: -2}\n",
        "FILE, line 3: learning-rate.warmup-epochs: expected at least 0, found -2");
  }

  @Test
  void aWarmUpThatNeverEnds() throws IOException {
    refuses(
        HEAD + "epochs: 5\nlearning-rate: {warmup-epochs: 5}\n",
        "FILE: learning-rate.warmup-epochs: expected fewer than epochs, which is 5, found 5");
  }

  @Test
  void anUnknownLoss() throws IOException {
    refuses(
        HEAD + "loss: hinge\n",
        "FILE, line 3: loss: expected squared-hinge or highest-bit, found 'hinge'");
  }

  @Test
  void theHighestBitOfAnOverlayThatGivesScores() throws IOException {
    refuses(
        "network: cnvW1A1\ndataset: svhn\nloss: highest-bit\n",
        "FILE: loss: highest-bit requires an overlay with one bit per class; cnvW1A1 outputs"
            + " scores, use squared-hinge");
  }

  @Test
  void dropoutOfEverything() throws IOException {
    refuses(
        HEAD + "dropout: {input: 0.1, hidden: 1}\n",
        "FILE, line 3: dropout.hidden: expected a probability from 0 to below 1, found 1");
  }

  @Test
  void aYesWhereTrueIsExpected() throws IOException {
    refuses(
        HEAD + "input: {invert: yes}\n",
        "FILE, line 3: input.invert: expected true or false, found 'yes'");
  }

  @Test
  void aThresholdOutsideABytesRange() throws IOException {
    refuses(
        HEAD + "input:\n  invert: false\n  threshold: 256\n",
        "FILE, line 5: an input threshold must be 1..255, found 256");
  }

  @Test
  void anUnknownDither() throws IOException {
    refuses(
        HEAD + "input: {dither: floyd}\n",
        "FILE, line 3: input.dither: expected none, bayer2 or bayer4, found 'floyd'");
  }

  @Test
  void anAugmentationOutOfRange() throws IOException {
    refuses(
        HEAD
            + "augmentation:\n  shift: -1\n  rotation: 50\n  scale: 0.5\n  cutout: -3\n"
            + "  crop: -2\n  brightness: 0.7\n  contrast: 1\n",
        """
        FILE, line 4: augmentation shift must not be negative, found -1
        FILE, line 5: augmentation rotation must be 0..45 degrees, found 50.0
        FILE, line 6: augmentation scale must be 0..0.3, found 0.5
        FILE, line 7: augmentation cutout must not be negative, found -3
        FILE, line 8: augmentation crop must not be negative, found -2
        FILE, line 9: augmentation brightness must be 0..0.5, found 0.7
        FILE, line 10: augmentation contrast must be 0..0.9, found 1.0""");
  }

  @Test
  void aSeedThatIsAWord() throws IOException {
    refuses(HEAD + "seed: lucky\n", "FILE, line 3: seed: expected a whole number, found 'lucky'");
  }

  @Test
  void averagingWithoutWorkersOrBatches() throws IOException {
    refuses(
        HEAD + "averaging: {workers: 0, every: -3}\n",
        "FILE, line 3: averaging.workers: expected at least 1, found 0\n"
            + "FILE, line 3: averaging.every: expected at least 1, found -3");
  }

  @Test
  void negativePatience() throws IOException {
    refuses(
        HEAD + "early-stopping: {patience: -1}\n",
        "FILE, line 3: early-stopping.patience: expected at least 0, found -1");
  }

  @Test
  void patienceWithoutValidation() throws IOException {
    refuses(
        HEAD + "validation: 0\nearly-stopping: {patience: 3}\n",
        "FILE: early-stopping.patience: 3 epochs without a better validation accuracy need"
            + " validation images; set validation above 0, or patience to 0");
  }

  @Test
  void checkpointsEveryZeroEpochs() throws IOException {
    refuses(
        HEAD + "checkpoints: {every: 0}\n",
        "FILE, line 3: checkpoints.every: expected at least 1, found 0");
  }

  @Test
  void anUnknownFolding() throws IOException {
    refuses(
        HEAD + "folding: rounded\n",
        "FILE, line 3: folding: expected exact or finnthesizer, found 'rounded'");
  }

  @Test
  void aFloorAboveEverything() throws IOException {
    refuses(
        HEAD + "floor: 101\n",
        "FILE, line 3: floor: expected a percentage from 0 to 100, found 101");
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheFile() throws IOException {
    refuses(
        "epoch: 7\ndataset: mnist\ndropout: {input: 2}\nseed: x\n",
        List.of("batch-size=0"),
        """
        FILE: 'network' is missing; it names an overlay, such as lfcW1A1
        --set batch-size=0: batch-size: expected at least 2, found 0
        FILE, line 1: unknown key 'epoch'; did you mean 'epochs'?
        FILE, line 3: dropout.input: expected a probability from 0 to below 1, found 2
        FILE, line 4: seed: expected a whole number, found 'x'""");
  }

  @Test
  void aSettingOfTheWrongType() throws IOException {
    refuses(
        HEAD,
        List.of("epochs=abc"),
        "--set epochs=abc: epochs: expected a whole number, found 'abc'");
  }

  @Test
  void aSettingOfAnUnknownKey() throws IOException {
    refuses(
        HEAD,
        List.of("dropout.inputs=0.1"),
        "--set dropout.inputs=0.1: unknown key 'dropout.inputs'; did you mean 'dropout.input'?");
  }

  @Test
  void aSettingOutOfRangeIsNotBlamedOnTheFile() throws IOException {
    refuses(
        HEAD + "augmentation: {shift: 1}\n",
        List.of("augmentation.rotation=99"),
        "--set augmentation.rotation=99: augmentation rotation must be 0..45 degrees, found 99.0");
  }

  @Test
  void aSettingWithoutValue() throws IOException {
    refuses(
        HEAD,
        List.of("epochs"),
        "--set epochs: expected key=value, such as epochs=2 or dropout.input=0.1");
  }

  @Test
  void aSettingInsideASingleValue() throws IOException {
    refuses(
        HEAD + "epochs: 3\n",
        List.of("epochs.count=3"),
        "--set epochs.count=3: 'epochs' is a single value and has no keys");
  }

  @Test
  void aSettingThatIsNotYaml() throws IOException {
    refuses(
        HEAD,
        List.of("dropout={input: 0.1"),
        "--set dropout={input: 0.1: not YAML: expected ',' or '}', but got <stream end>");
  }
}
