package bnn4j.offload.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.Golden;
import bnn4j.offload.OffloadOverlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffloadOverlayFileTest {
  private static final String VALID =
      """
      {"parameters": {
        "MAX_K": 3,
        "MAX_IFM_CH": 512,
        "MAX_IFM_DIM": 210,
        "MAX_OFM_CH": 256,
        "MAX_OFM_DIM": 210,
        "MAX_POOL_SIZE": 2,
        "MAX_POOL_STRIDE": 2,
        "MAX_SIMD": 64,
        "MAX_PE_CONV": 32,
        "MAX_PE_FC": 2,
        "MEM_CHANNELS": 2,
        "ACTIVATION_BITS": 3,
        "WEIGHTS_BITS": 1,
        "THRESHOLDS_BITS": 128,
        "MACC_BITS": 16,
        "DATAWIDTH": 64
      }}
      """;

  @TempDir Path scratch;

  @Test
  void thePublishedOverlaysAreBuiltIn() {
    assertThat(Golden.overlay("W1A2")).isEqualTo(OffloadOverlay.W1A2);
    assertThat(Golden.overlay("W1A3")).isEqualTo(OffloadOverlay.W1A3);
  }

  @Test
  void slotsAndMemoriesAreAsLargeAsTheOriginals() throws IOException {
    OffloadOverlay overlay = OffloadOverlayFile.read(write(VALID));
    assertThat(overlay.slotBytes()).isEqualTo(192);
    assertThat(overlay.weightMemory(3)).isEqualTo(576);
    assertThat(overlay.thresholdMemory()).isEqualTo(8);
    assertThat(OffloadOverlay.W1A2.weightMemory(5)).isEqualTo(1800);
    assertThat(OffloadOverlay.W1A2.thresholdWords()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"MAX_K\": 3|\"MAX_K\": 0|line 2: parameters: MAX_K: expected a whole number from 1 to 31,"
            + " found 0",
        "\"MAX_K\": 3|\"MAX_K\": \"3\"|line 2: parameters: MAX_K: expected a whole number from 1 to"
            + " 31, found \"3\"",
        "\"MAX_K\": 3,|' '|line 1: parameters: MAX_K is missing",
        "\"MAX_IFM_CH\": 512|\"MAX_IFM_CH\": 500|line 1: parameters: MAX_IFM_CH: expected a"
            + " multiple of 64, found 500",
        "\"MAX_OFM_CH\": 256|\"MAX_OFM_CH\": 250|line 1: parameters: MAX_OFM_CH: expected a"
            + " multiple of MAX_PE_CONV, which is 32, found 250",
        "\"ACTIVATION_BITS\": 3|\"ACTIVATION_BITS\": 4|line 13: parameters: ACTIVATION_BITS:"
            + " expected a whole number from 2 to 3, found 4",
        "\"WEIGHTS_BITS\": 1|\"WEIGHTS_BITS\": 2|line 14: parameters: WEIGHTS_BITS: expected 1,"
            + " found 2",
        "\"THRESHOLDS_BITS\": 128|\"THRESHOLDS_BITS\": 64|line 15: parameters: THRESHOLDS_BITS:"
            + " expected 128, found 64",
        "\"MAX_SIMD\": 64|\"MAX_SIMD\": 32|line 9: parameters: MAX_SIMD: expected 64, found 32",
        "\"MAX_IFM_DIM\": 210|\"MAX_IFM_DIM\": 1.5|line 4: parameters: MAX_IFM_DIM: expected a"
            + " whole number from 1 to 2048, found 1.5",
        "\"parameters\"|\"parameter\"|line 1: parameters is missing",
      })
  void whatIsWrongIsNamed(String from, String to, String message) throws IOException {
    Path file = write(VALID.replace(from, to));
    assertThatThrownBy(() -> OffloadOverlayFile.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void whatIsNoJsonIsNamed() throws IOException {
    Path broken = write(VALID.replace("\"MAX_IFM_DIM\": 210,", "\"MAX_IFM_DIM\": 210"));
    assertThatThrownBy(() -> OffloadOverlayFile.read(broken))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(broken + ": line 5: not JSON: ");
    Path twice = write(VALID.replace("\"MAX_K\": 3", "\"MAX_K\": 3, \"MAX_K\": 5"));
    assertThatThrownBy(() -> OffloadOverlayFile.read(twice))
        .hasMessageContaining("line 2: not JSON: Duplicate");
    Path empty = write("");
    assertThatThrownBy(() -> OffloadOverlayFile.read(empty))
        .hasMessage(empty + ": is empty, expected a JSON object");
    Path array = write("[1]");
    assertThatThrownBy(() -> OffloadOverlayFile.read(array))
        .hasMessage(array + ": line 1: expected an object, found an array");
    Path more = write(VALID + "{}");
    assertThatThrownBy(() -> OffloadOverlayFile.read(more))
        .hasMessageContaining("expected nothing after");
    Path none = scratch.resolve("none.json");
    assertThatThrownBy(() -> OffloadOverlayFile.read(none)).hasMessage(none + ": no such file");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(scratch.resolve("W1A3-overlay.json"), text);
  }
}
