package bnn4j.offload.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import bnn4j.foundation.Refusal;
import bnn4j.offload.Golden;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.json.LayersFile;
import bnn4j.offload.layers.MapShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final String VALID =
      """
      {"network": "n", "input_image": "in.bin", "verification_image": "out.bin", "binparam": "params",
       "use_binparams": true, "binparam_skip": 1, "layer_skip": 0,
       "layers": [
        {"name": "split", "func": "split_layer", "split": 2, "input_channels": 40, "input_dim": 13},
        {"name": "conv1", "func": "conv_layer", "kernel_shape": 3, "kernel_stride": 1, "input": [20, 13, 13], "output": [30, 13, 13], "padding": 1},
        {"name": "pool1", "func": "maxpool_layer", "kernel_shape": 2, "kernel_stride": 1, "input": [30, 14, 14], "output": [30, 13, 13], "padding": 0.5},
        {"name": "merge", "func": "merge_layer", "merge": 2, "output_channels": 60, "output_dim": 13},
        {"name": "conv2", "func": "conv_layer", "kernel_shape": 1, "kernel_stride": 2, "input": [60, 13, 13], "output": [300, 7, 7], "padding": 0},
        {"name": "fc", "func": "fc_layer", "input": 14700, "output": 10},
        {"name": "end", "func": "none"}
       ]}
      """;

  @TempDir Path scratch;

  @Test
  void aNetworkBecomesCalls() throws IOException {
    Schedule schedule = plan(VALID);
    assertThat(schedule.input()).isEqualTo(new MapShape(40, 13));
    assertThat(schedule.output()).isEqualTo(new MapShape(300, 7));
    assertThat(schedule.calls()).extracting(Schedule.NumberedCall::set).containsExactly(1, 2, 3, 4);
    assertThat(schedule.calls().get(2).call().outChannels()).isEqualTo(150);
    assertThat(schedule.warnings()).isEmpty();
  }

  @Test
  void setsWithinASplitAreInTurnByPart() {
    assertThat(Golden.doReFa().schedule().calls())
        .extracting(call -> call.layer() + " " + call.set())
        .containsExactly(
            "conv1 1", "conv1 2", "conv2 3", "conv3 4", "conv4 5", "conv3 6", "conv4 7");
  }

  @Test
  void tinierYolosOperationsAreThePublishedOnes() {
    long operations =
        Golden.tinierYolo().schedule().calls().stream()
            .mapToLong(call -> call.call().operations())
            .sum();
    assertThat(operations / 1e6).isCloseTo(4385.99, offset(0.1));
  }

  @Test
  void whatNobodyHeedsIsWarnedOf() throws IOException {
    assertThat(
            plan(VALID
                    .replace("\"kernel_shape\": 2", "\"kernel_shape\": 3")
                    .replace("\"none\"", "\"conv_layr\""))
                .warnings())
        .hasSize(2)
        .anyMatch(w -> w.endsWith("kernel_shape 3 is ignored, the window of W1A3 is 2 x 2"))
        .anyMatch(w -> w.contains("func \"conv_layr\" is not supported by the accelerator"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"split\": 2|\"split\": 3|line 4: layer 0 (split): split: expected a number that 40"
            + " channels can be divided by, found 3",
        "[20, 13, 13]|[21, 13, 13]|line 5: layer 1 (conv1): input: expected 20 x 13 x"
            + " 13, the output of the preceding layer, found 21 x 13 x 13",
        "[20, 13, 13]|[20, 13, 12]|line 5: layer 1 (conv1): input: expected as many rows as"
            + " columns, found 13 and 12",
        "[20, 13, 13]|[20, 13]|line 5: layer 1 (conv1): input: expected [channels, rows, columns],"
            + " found an array",
        "\"output\": [30, 13, 13], \"padding\": 1}|\"output\": [30, 12, 12], \"padding\": 1}|line"
            + " 5: layer 1 (conv1): output: expected a side of 13, by input, kernel, stride and"
            + " padding, found 12",
        "\"padding\": 1}|\"padding\": -1}|line 5: layer 1 (conv1): padding: expected a number from"
            + " 0 to 1048576, found -1",
        "\"kernel_shape\": 3|\"kernel_shape\": 4|line 5: layer 1 (conv1): kernel_shape: expected at"
            + " most 3 (MAX_K of W1A3), found 4",
        "\"kernel_stride\": 2|\"kernel_stride\": 3|line 8: layer 4 (conv2): kernel_stride: expected"
            + " a power of two, as the hardware takes its logarithm, found 3",
        "[30, 14, 14]|[31, 14, 14]|line 6: layer 2 (pool1): input: expected 30 channels, as conv1"
            + " gives, found 31",
        "[30, 14, 14]|[30, 12, 12]|line 6: layer 2 (pool1): input: expected a side of at least 13,"
            + " which conv1 gives, with the pool's padding, found 12",
        "[30, 14, 14]|[30, 15, 15]|line 6: layer 2 (pool1): output: expected a side of 14, by"
            + " input, kernel, stride and padding, found 13",
        "[30, 14, 14]|[30, 16, 16]|line 6: layer 2 (pool1): input: expected a side of at"
            + " most 15, beyond"
            + " which windows of 2 see only padding of conv1's 13, found 16",
        "\"merge\": 2|\"merge\": 3|line 7: layer 3 (merge): merge: expected 2, as split splits"
            + " into, found 3",
        "\"output_channels\": 60|\"output_channels\": 62|line 7: layer 3 (merge): output_channels:"
            + " expected a multiple of 2, and at most 60, as each part gives 30, found 62",
        "\"output_dim\": 13|\"output_dim\": 12|line 7: layer 3 (merge): output_dim: expected 13,"
            + " the side of the parts, found 12",
        "merge_layer|none|line 4: layer 0 (split): no merge_layer follows",
        "split_layer|none|line 7: layer 3 (merge): merge_layer without split_layer",
        "[30, 13, 13], \"padding\": 1}|[300, 13, 13], \"padding\": 1}|line 5: layer 1 (conv1):"
            + " output: 300 channels need 2 iterations, which a part of a split cannot have;"
            + " expected at most 256 (MAX_OFM_CH)",
        "[300, 7, 7]|[600, 7, 7]|line 8: layer 4 (conv2): output: channels: expected at most 512"
            + " (MAX_IFM_CH of W1A3), found 600",
        "\"func\": \"conv_layer\", \"kernel_shape\": 1|\"func\": \"maxpool_layer\","
            + " \"kernel_shape\": 1|line 8: layer 4 (conv2): a maxpool_layer must directly follow a"
            + " conv_layer",
        "\"layer_skip\": 0|\"layer_skip\": 9|line 2: layer_skip: expected a whole number from 0 to"
            + " 7, found 9",
        "\"use_binparams\": true|\"use_binparams\": 1|line 2: use_binparams: expected true or"
            + " false, found 1",
        "\"binparam\": \"params\",|' '|line 1: binparam is missing",
        "\"name\": \"conv1\", |' '|line 5: layer 1: name is missing",
      })
  void whatDoesNotFitIsNamed(String from, String to, String message) throws IOException {
    String text = VALID.replace(from, to);
    assertThat(text).isNotEqualTo(VALID);
    assertThatThrownBy(() -> plan(text))
        .isInstanceOf(Refusal.class)
        .hasMessage(scratch.resolve("layers.json") + ": " + message);
  }

  @Test
  void damagedFilesArePlannedOrRefusedButNeverBreakAnything() throws IOException {
    Random random = new Random(19);
    String digits = "0123456789-.e{}[],:\"tfn \n";
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder(VALID);
      for (int change = 0; change <= i % 3; change++) {
        text.setCharAt(
            random.nextInt(text.length()), digits.charAt(random.nextInt(digits.length())));
      }
      try {
        plan(text.toString());
      } catch (Refusal refusal) {
        refused++;
        assertThat(refusal).hasMessageStartingWith(scratch.resolve("layers.json") + ": ");
      }
    }
    assertThat(refused).isBetween(300, 999);
  }

  private Schedule plan(String text) throws IOException {
    Path file = Files.writeString(scratch.resolve("layers.json"), text);
    return Schedule.of(LayersFile.read(file), OffloadOverlay.W1A3);
  }
}
