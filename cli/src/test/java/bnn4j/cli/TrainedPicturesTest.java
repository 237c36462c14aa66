package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An epoch of real pictures, then every neuron of every layer on the complete official test set.
 */
@Tag("nightly")
class TrainedPicturesTest {
  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "cnvW1A1, cifar-10, 10000",
    "cnvW1A2, cifar-10, 10000",
    "cnvW2A2, cifar-10, 10000",
    "cnvW1A1, gtsrb, 12630"
  })
  void whatIsTrainedIsWhatRunsInEveryNeuron(String network, String dataset, int images)
      throws Exception {
    Path data = unpacked(dataset);
    Path config =
        Files.writeString(
            scratch.resolve("pictures.yaml"),
            """
            network: %s
            dataset: %s
            validation: 1000
            epochs: 1
            learning-rate: {start: 0.002, end: 0.001}
            """
                .formatted(network, dataset));
    Path runs = scratch.resolve("runs");
    CommandRun trained = CommandRun.of("train", "--config", config, "--data", data, "--out", runs);
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out()).endsWith("float network and engine differ on 0 images\n");
    Path run = TrainedRun.newest(runs.resolve("pictures"));
    CommandRun compared =
        CommandRun.of(
            "compare",
            run.resolve("params").resolve(dataset).resolve(network),
            run.resolve("model.zip"),
            "--dataset",
            dataset,
            "--data",
            data,
            "--each");
    assertThat(compared.out())
        .isEqualTo("%d images compared: the same in every layer\n".formatted(images));
  }

  private Path unpacked(String dataset) throws Exception {
    Path unpack = Shared.path("datasets/Unpack.java").toAbsolutePath().normalize();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path data = scratch.resolve("data");
    Process process =
        new ProcessBuilder(java, unpack.toString(), data.toString(), dataset)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
    return data;
  }
}
