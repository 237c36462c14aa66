package bnn4j.offload.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.offload.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterFilesTest {
  @TempDir Path scratch;

  @Test
  void thePublishedFilesAreWrittenByteForByte() throws IOException {
    OffloadNetwork network = Golden.doReFa();
    ParameterFiles files = new ParameterFiles(scratch);
    network.parameters().forEach(files::write);
    List<Path> written;
    try (Stream<Path> all = Files.list(scratch)) {
      written = all.toList();
    }
    assertThat(written).hasSize(7 * 64);
    for (Path file : written) {
      assertThat(file)
          .hasSameBinaryContentAs(
              Golden.original("qnn/params/binparam-dorefanet").resolve(file.getFileName()));
    }
  }

  @Test
  void aNeuronOfTheOriginalsIsNotMonotonicAndNotComplemented() {
    CallParameters set = Golden.doReFa().parameters().get(2);
    assertThat(List.of(set.threshold(62, 0), set.threshold(62, 1), set.threshold(62, 2)))
        .containsExactly(19428, -7474, 31160);
    assertThat(set.threshold(62, 3)).isEqualTo(2);
    assertThat(set.inverted(62)).isFalse();
    assertThat(set.inverted(90)).isTrue();
  }

  @Test
  void missingAndDamagedFilesAreNamed() throws IOException {
    OffloadNetwork network = Golden.synthetic(scratch);
    ParameterFiles files = new ParameterFiles(scratch);
    Path file = scratch.resolve("2-5-thres.bin");
    Files.write(file, new byte[12]);
    assertThatThrownBy(() -> files.read(network.schedule()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ": 12 bytes, layer conv1 needs 16 (2 words); the file may belong to another network");
    Files.delete(file);
    assertThatThrownBy(() -> files.read(network.schedule()))
        .hasMessage(file + ": no such file; expected the parameters of layer conv1");
    assertThatThrownBy(() -> new ParameterFiles(scratch.resolve("none")).read(network.schedule()))
        .hasMessageContaining("no such folder");
  }
}
