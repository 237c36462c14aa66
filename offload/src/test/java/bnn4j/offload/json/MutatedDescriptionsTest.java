package bnn4j.offload.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.params.CallParameters;
import bnn4j.offload.params.ParameterFiles;
import bnn4j.offload.schedule.Schedule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One value after the other of both kinds of JSON: gone, of another kind, or out of bounds. */
class MutatedDescriptionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** None of these is legal anywhere but where a test says so. */
  private static final List<String> VALUES =
      List.of("null", "\"\"", "[]", "{}", "-1", "1.25", "2147483648", "1e300", "[0, 0, 0]");

  private static final String LAYERS =
      """
      {"network": "n", "input_image": "in.bin", "verification_image": "out.bin",
       "binparam": "params", "use_binparams": true, "binparam_skip": 1, "layer_skip": 0,
       "layers": [
        {"name": "split", "func": "split_layer", "split": 2, "input_channels": 40, "input_dim": 13},
        {"name": "conv1", "func": "conv_layer", "kernel_shape": 3, "kernel_stride": 1,
         "input": [20, 13, 13], "output": [30, 13, 13], "padding": 1},
        {"name": "pool1", "func": "maxpool_layer", "kernel_shape": 2, "kernel_stride": 1,
         "input": [30, 14, 14], "output": [30, 13, 13], "padding": 0.5},
        {"name": "merge", "func": "merge_layer", "merge": 2, "output_channels": 60,
         "output_dim": 13},
        {"name": "conv2", "func": "conv_layer", "kernel_shape": 1, "kernel_stride": 2,
         "input": [60, 13, 13], "output": [300, 7, 7], "padding": 0}]}
      """;

  @TempDir Path scratch;

  @Test
  void everyValueOfAnOverlayIsChecked() throws IOException {
    ObjectNode whole = (ObjectNode) JSON.readTree(DescriptionsFuzzTest.OVERLAY);
    int refused = 0;
    for (String key : names(whole.get("parameters"))) {
      List<String> values = new ArrayList<>(VALUES);
      values.addAll(List.of("0", "true", "\"3\""));
      for (String value : values) {
        ObjectNode changed = whole.deepCopy();
        ((ObjectNode) changed.get("parameters")).set(key, JSON.readTree(value));
        refuses(changed, key, value, OffloadOverlayFile::read);
        refused++;
      }
      ObjectNode without = whole.deepCopy();
      ((ObjectNode) without.get("parameters")).remove(key);
      refuses(without, key + " is missing", "nothing", OffloadOverlayFile::read);
    }
    assertThat(refused).isEqualTo(16 * 12);
  }

  @Test
  void everyValueOfALayerIsChecked() throws IOException {
    ObjectNode whole = (ObjectNode) JSON.readTree(LAYERS);
    for (int i = 0; i < whole.get("layers").size(); i++) {
      JsonNode layer = whole.get("layers").get(i);
      for (String key : names(layer)) {
        List<String> values = new ArrayList<>(VALUES);
        if (!key.equals("name") && !key.equals("func")) {
          values.addAll(List.of("true", "\"3\"", "0"));
        }
        // Padding may be a fraction, and is never read of a pool, whose input says it all.
        if (key.equals("padding")) {
          values.removeAll(List.of("0", "1.25"));
        }
        for (String value : values) {
          ObjectNode changed = whole.deepCopy();
          ((ObjectNode) changed.get("layers").get(i)).set(key, JSON.readTree(value));
          refuses(changed, key, value, MutatedDescriptionsTest::plan);
        }
        ObjectNode without = whole.deepCopy();
        ((ObjectNode) without.get("layers").get(i)).remove(key);
        refuses(without, key + " is missing", "nothing", MutatedDescriptionsTest::plan);
      }
    }
  }

  @Test
  void everyValueOfANetworkIsChecked() throws IOException {
    ObjectNode whole = (ObjectNode) JSON.readTree(LAYERS);
    for (String key : names(whole)) {
      for (String value : VALUES) {
        if (key.equals("layers") && value.equals("[]")) {
          continue;
        }
        ObjectNode changed = whole.deepCopy();
        changed.set(key, JSON.readTree(value));
        refuses(
            changed, key.equals("layers") ? "layer" : key, value, MutatedDescriptionsTest::plan);
      }
      ObjectNode without = whole.deepCopy();
      without.remove(key);
      refuses(without, key + " is missing", "nothing", MutatedDescriptionsTest::plan);
    }
    ObjectNode empty = whole.deepCopy();
    empty.putArray("layers");
    refuses(empty, "contains no conv_layer", "no layers", MutatedDescriptionsTest::plan);
  }

  /** Legal each for itself, but not together. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[20, 13, 13], \"output\"|[21, 13, 13], \"output\"|conv1): input: expected 20 x 13 x 13",
        "[20, 13, 13], \"output\"|[20, 12, 12], \"output\"|conv1): input: expected 20 x 13 x 13",
        "[20, 13, 13], \"output\"|[20, 13, 12], \"output\"|expected as many rows as columns",
        "\"output\": [30, 13, 13], \"padding\": 1|\"output\": [30, 12, 12], \"padding\": 1"
            + "|conv1): output: expected a side of 13",
        "\"kernel_shape\": 3|\"kernel_shape\": 5|conv1): kernel_shape: expected at most 3 (MAX_K",
        "\"padding\": 1}|\"padding\": 99}|conv1): input: padded side: expected at most 210",
        "[30, 14, 14]|[31, 14, 14]|pool1): input: expected 30 channels",
        "[30, 14, 14]|[30, 16, 16]|pool1): input: expected a side of at most 15",
        "[30, 14, 14]|[30, 12, 12]|pool1): input: expected a side of at least 13",
        "\"merge\": 2|\"merge\": 3|merge): merge: expected 2",
        "\"output_channels\": 60|\"output_channels\": 62|merge): output_channels: expected",
        "\"split\": 2|\"split\": 3|split): split: expected a number that 40 channels",
        "\"output_dim\": 13|\"output_dim\": 14|merge): output_dim: expected 13",
        "[60, 13, 13]|[600, 13, 13]|conv2): input: expected 60 x 13 x 13",
        "[300, 7, 7]|[600, 7, 7]|conv2): output: channels: expected at most 512 (MAX_IFM_CH",
        "[30, 13, 13], \"padding\": 1|[400, 13, 13], \"padding\": 1|400 channels need 2 iterations",
      })
  void layersThatDoNotFitAreNamed(String from, String to, String message) throws IOException {
    assertThat(LAYERS).contains(from);
    Path file = Files.writeString(scratch.resolve("n-layers.json"), LAYERS.replace(from, to));
    assertThatThrownBy(() -> plan(file))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void anOverlayLargerThanAnyChipIsRefused() throws IOException {
    Path file =
        Files.writeString(
            scratch.resolve("huge-overlay.json"),
            DescriptionsFuzzTest.OVERLAY
                .replace("\"MAX_IFM_CH\": 512", "\"MAX_IFM_CH\": 16384")
                .replace("\"MAX_OFM_CH\": 256", "\"MAX_OFM_CH\": 16384"));
    assertThatThrownBy(() -> OffloadOverlayFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("MAX_K, MAX_IFM_CH, MAX_OFM_CH: expected weights of at most");
  }

  @Test
  void parameterFilesOfAnotherLengthAreNamed() throws IOException {
    Path file = Files.writeString(scratch.resolve("n-layers.json"), LAYERS);
    Schedule schedule = Schedule.of(LayersFile.read(file), OffloadOverlay.W1A3);
    Path folder = scratch.resolve("params");
    ParameterFiles files = new ParameterFiles(folder);
    schedule
        .calls()
        .forEach(
            call ->
                files.write(call.set(), CallParameters.blank(OffloadOverlay.W1A3, call.call())));
    files.read(schedule);
    for (String name : List.of("1-0-weights.bin", "4-31-weights.bin", "3-7-thres.bin")) {
      Path parameters = folder.resolve(name);
      byte[] whole = Files.readAllBytes(parameters);
      for (int length : new int[] {0, 1, whole.length - 1, whole.length - 8, whole.length + 8}) {
        Files.write(parameters, Arrays.copyOf(whole, length));
        assertThatThrownBy(() -> files.read(schedule))
            .isInstanceOf(Refusal.class)
            .hasMessageStartingWith("%s: %d bytes, layer ".formatted(parameters, length))
            .hasMessageContaining(" needs %d ".formatted(whole.length));
      }
      Files.delete(parameters);
      assertThatThrownBy(() -> files.read(schedule))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(parameters + ": no such file; expected the parameters of layer ");
      Files.write(parameters, whole);
    }
  }

  private static void plan(Path file) {
    Schedule.of(LayersFile.read(file), OffloadOverlay.W1A3).calls();
  }

  private interface Reader {
    void read(Path file);
  }

  private void refuses(JsonNode json, String key, String value, Reader reader) throws IOException {
    Path file = scratch.resolve("n.json");
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    assertThatThrownBy(() -> reader.read(file))
        .as("%s: %s", key, value)
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(key);
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
