package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The accuracies that BNN-PYNQ's authors count on the pictures of CIFAR-10. */
@Tag("nightly")
class PublishedPicturesTest {
  @TempDir Path scratch;

  @Test
  void checkAccuracyCountsAsPublished() throws Exception {
    Path unpack = Shared.path("datasets/Unpack.java").toAbsolutePath().normalize();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path data = scratch.resolve("data");
    Process process =
        new ProcessBuilder(java, unpack.toString(), data.toString(), "cifar-10")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    assertThat(CommandRun.of("datasets", "verify", "cifar-10", "--data", data).code()).isZero();
    check(data, "cnvW1A1", 7922);
    check(data, "cnvW1A2", 8266);
    check(data, "cnvW2A2", 8429);
  }

  private void check(Path data, String overlay, int correct) throws Exception {
    Path set =
        Shared.unpack("golden/parameters/cifar10-%s.tar.xz".formatted(overlay), scratch)
            .resolve("cifar10")
            .resolve(overlay);
    Path json = scratch.resolve(overlay + ".json");
    CommandRun command =
        CommandRun.of(
            "check-accuracy", set, "--dataset", "cifar-10", "--data", data, "--json", json);
    assertThat(command.code()).as(command.err()).isZero();
    JsonNode result = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(result.get("correct").asInt()).as(overlay).isEqualTo(correct);
    assertThat(result.get("total").asInt()).isEqualTo(10_000);
  }
}
