package bnn4j.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.SmallTask;
import bnn4j.trainer.modelfile.ModelEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ModelFileTest {
  @TempDir Path folder;
  private Path file;
  private MultiLayerNetwork network;

  @BeforeEach
  void makeNetwork() {
    file = folder.resolve("model.zip");
    network = SmallTask.randomNetwork(SmallTask.network(1, 1), 5);
    fit(network, 3);
  }

  private static void fit(MultiLayerNetwork network, int steps) {
    for (int i = 0; i < steps; i++) {
      INDArray inputs =
          Nd4j.linspace(-1, 1, 30L * 49).reshape('c', 30, 49).castTo(network.params().dataType());
      network.fit(inputs, Nd4j.ones(30, SmallTask.CLASSES));
    }
  }

  @Test
  void theFileIsAStandardModelOfDl4j() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "text"), file);
    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
    assertThat(restored.params()).isEqualTo(network.params());
    assertThat(restored.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
    assertThat(restored.getIterationCount()).isEqualTo(3);
    fit(network, 2);
    fit(restored, 2);
    assertThat(restored.params()).isEqualTo(network.params());
  }

  @Test
  void itsEntriesAreThoseThatDl4jWritesAndTheText() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "über: 1\n"), file);
    Path stock = folder.resolve("stock.zip");
    ModelSerializer.writeModel(network, stock.toFile(), true);
    Map<String, byte[]> expected = entries(stock);
    expected.put("card.yaml", "über: 1\n".getBytes(StandardCharsets.UTF_8));
    assertThat(entries(file)).containsExactlyEntriesOf(expected);
    assertThat(ModelFile.readText(file, ModelEntry.CARD)).isEqualTo("über: 1\n");
  }

  @Test
  void aModelIsWrittenBesideAndMovedIntoPlace() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "old"), file);
    Files.createDirectory(folder.resolve("model.zip.new"));
    assertThatThrownBy(() -> ModelFile.write(network, Map.of(ModelEntry.CARD, "new"), file))
        .isInstanceOf(IOException.class);
    assertThat(ModelFile.readText(file, ModelEntry.CARD)).isEqualTo("old");
    ModelFile.write(network, Map.of(ModelEntry.CARD, "new"), file);
    assertThat(ModelFile.readText(file, ModelEntry.CARD)).isEqualTo("new");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly("model.zip");
    }
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> ModelFile.readNetwork(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": no such file; expected a model.zip");
  }

  @Test
  void aFileCutOffIsRefused() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "text"), file);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ModelFile.readText(file, ModelEntry.CARD))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ": not a zip file, or damaged (zip END header not found); expected a DL4J model");
  }

  @Test
  void aFlippedBitIsRefused() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "text"), file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    assertThatThrownBy(() -> ModelFile.readNetwork(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ", ")
        .hasMessageContaining(": damaged, expected checksum ")
        .hasMessageEndingWith("; get the file again")
        .message()
        .hasLineCount(1);
  }

  @Test
  void aZipOfOtherThingsIsRefused() throws IOException {
    zip(Map.of("readme.txt", new byte[10]));
    assertThatThrownBy(() -> ModelFile.readNetwork(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ": the zip file lacks configuration.json and coefficients.bin; expected a DL4J model");
  }

  @Test
  void aModelWithoutOurTextIsRefused() throws IOException {
    ModelSerializer.writeModel(network, file.toFile(), true);
    assertThatThrownBy(() -> ModelFile.readText(file, ModelEntry.CARD))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": has no entry card.yaml; the model was not trained by bnn4j");
  }

  @Test
  void aModelWithAConfigurationOfAnotherKindIsRefusedInOneLine() throws IOException {
    ModelFile.write(network, Map.of(ModelEntry.CARD, "text"), file);
    Map<String, byte[]> entries = entries(file);
    entries.put("configuration.json", "{\n\"vertices\":\n [1]\n}".getBytes(StandardCharsets.UTF_8));
    zip(entries);
    assertThatThrownBy(() -> ModelFile.readNetwork(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ", configuration.json: ")
        .message()
        .hasLineCount(1);
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private void zip(Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }
}
