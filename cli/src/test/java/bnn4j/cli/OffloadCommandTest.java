package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffloadCommandTest {
  private static final String LAYERS =
      """
      {"network": "n", "input_image": "i", "verification_image": "v", "binparam": "params",
       "use_binparams": true, "binparam_skip": 1, "layer_skip": 0,
       "layers": [{"name": "conv1", "func": "conv_layer", "kernel_shape": 1, "kernel_stride": 1,
                   "input": [2, 1, 1], "output": [2, 1, 1], "padding": 0}]}
      """;

  @TempDir Path scratch;

  @ParameterizedTest
  @CsvSource({
    "tinier-yolo, W1A3, engine",
    "dorefanet, W1A2, engine",
    "tinier-yolo, W1A3, simulation",
    "dorefanet, W1A2, simulation"
  })
  void thePublishedTestsArePassed(String network, String overlay, String place) {
    Path test = OffloadFiles.path("tests/Test_image/" + network);
    Path out = scratch.resolve("out.bin");
    CommandRun run =
        CommandRun.of(
            "offload",
            "run",
            OffloadFiles.path("qnn/params/" + network + "-layers.json"),
            "--overlay",
            OffloadFiles.path("qnn/bitstreams/pynqZ1-Z2/" + overlay + "-overlay.json"),
            "--input",
            test.resolve("input.bin"),
            "--out",
            out,
            "--on",
            place);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(out).hasSameBinaryContentAs(test.resolve("verification.bin"));
  }

  @Test
  void traceWritesEveryLayer() throws IOException {
    Path trace = scratch.resolve("trace");
    Path test = OffloadFiles.path("tests/Test_image/dorefanet");
    CommandRun run =
        CommandRun.of(
            "offload",
            "run",
            OffloadFiles.path("qnn/params/dorefanet-layers.json"),
            "--overlay",
            "W1A2",
            "--input",
            test.resolve("input.bin"),
            "--out",
            scratch.resolve("out.bin"),
            "--trace",
            trace);
    assertThat(run.err()).isEmpty();
    for (String layer :
        new String[] {"merge1", "pool2", "conv3.0", "conv3.1", "pool4.0", "pool4.1"}) {
      assertThat(gunzip(trace.resolve(layer + ".u8.gz")))
          .as(layer)
          .isEqualTo(
              gunzip(Shared.path("golden/qnn-mo/dorefanet/n07920052_4/%s.u8.gz".formatted(layer))));
    }
    assertThat(trace.resolve("shapes.tsv")).content().contains("pool2.u8.gz\t14\t14\t288");
  }

  private static byte[] gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return in.readAllBytes();
    }
  }

  /** Two neurons: one rises, one falls. */
  @Test
  void foldedParametersRun() throws IOException {
    Path layers = Files.writeString(scratch.resolve("layers.json"), LAYERS);
    Path model = scratch.resolve("model.npz");
    writeModel(
        model, new float[][] {{1, -1, 1, 1}, {0, 0}, {0, 1}, {0.25f, -0.25f}, {0, 0}, {1, 1}});
    CommandRun fold =
        CommandRun.of("offload", "fold", layers, "--overlay", "W1A2", "--model", model);
    assertThat(fold.err()).isEmpty();
    assertThat(fold.code()).isZero();
    assertThat(fold.out()).contains("1 sets for W1A2, 64 files");
    // Channels 3 and 1: sums 2 and 4, values 0.5 and 0, so levels 2 (from 0.5 on) and 0.
    Path input = scratch.resolve("input.bin");
    Files.write(input, new byte[] {0b0111});
    Path out = scratch.resolve("out.bin");
    CommandRun run =
        CommandRun.of(
            "offload", "run", layers, "--overlay", "W1A2", "--input", input, "--out", out);
    assertThat(run.err()).isEmpty();
    assertThat(Files.readAllBytes(out)).hasSize(96).startsWith(0b0010, 0);
  }

  @Test
  void parametersOfAnotherModelAreReplacedOnlyByForce() throws IOException {
    Path layers = Files.writeString(scratch.resolve("layers.json"), LAYERS);
    Path model = scratch.resolve("model.npz");
    float[][] arrays = {{1, -1, 1, 1}, {0, 0}, {0, 1}, {0.25f, -0.25f}, {0, 0}, {1, 1}};
    Path folder = scratch.resolve("parameters");
    List<Object> fold = new ArrayList<>(List.of("offload", "fold", layers, "--overlay", "W1A2"));
    fold.addAll(List.of("--model", model, "--params", folder));
    writeModel(model, arrays);
    for (int again = 0; again < 2; again++) {
      CommandRun run = CommandRun.of(fold.toArray());
      assertThat(run.code()).as(run.err()).isZero();
    }
    Map<String, byte[]> before = FolderContent.of(folder);
    arrays[0] = new float[] {-1, -1, 1, -1};
    writeModel(model, arrays);
    assertThat(CommandRun.of(fold.toArray()))
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j offload fold: %s contains parameter files of another model; choose another"
                        + " folder with --params, or replace them with --force")
                    .formatted(folder)));
    assertThat(FolderContent.of(folder)).containsAllEntriesOf(before).hasSameSizeAs(before);
    fold.add("--force");
    CommandRun forced = CommandRun.of(fold.toArray());
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("1-1-weights.bin")))
        .isNotEqualTo(before.get("1-1-weights.bin"));
  }

  private static void writeModel(Path file, float[][] arrays) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < arrays.length; i++) {
        zip.putNextEntry(new ZipEntry("arr_%d.npy".formatted(i)));
        String shape = i == 0 ? "(2, 2, 1, 1)" : "(2,)";
        String header =
            "{'descr': '<f4', 'fortran_order': False, 'shape': %s, }\n".formatted(shape);
        ByteBuffer bytes =
            ByteBuffer.allocate(10 + header.length() + Float.BYTES * arrays[i].length)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.putShort((short) header.length());
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : arrays[i]) {
          bytes.putFloat(value);
        }
        zip.write(bytes.array());
      }
    }
  }

  @Test
  void whatDiffersFromTheExpectedIsNamed() throws IOException {
    Path test = OffloadFiles.path("tests/Test_image/dorefanet");
    byte[] changed = Files.readAllBytes(test.resolve("verification.bin"));
    changed[7 * 96 + 1] ^= 4;
    Path expected = Files.write(scratch.resolve("expected.bin"), changed);
    Path out = scratch.resolve("out.bin");
    CommandRun run =
        CommandRun.of(
            "offload",
            "run",
            OffloadFiles.path("qnn/params/dorefanet-layers.json"),
            "--overlay",
            "W1A2",
            "--input",
            test.resolve("input.bin"),
            "--out",
            out,
            "--expect",
            expected);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "%s differs from %s first at byte 673: image 0, row 1, column 1, channel 4\n"
                .formatted(out, expected));
  }

  @Test
  void mistakesAreNamedWithTheirLine() throws IOException {
    Path layers =
        Files.writeString(
            scratch.resolve("layers.json"),
            LAYERS.replace("\"kernel_shape\": 1", "\"kernel_shape\": 9"));
    assertThat(
            CommandRun.of(
                "offload", "run", layers, "--overlay", "W1A3", "--input", "x", "--out", "y"))
        .isEqualTo(
            refused(
                ("bnn4j offload run: %s: line 3: layer 0 (conv1): kernel_shape: expected at most 3"
                        + " (MAX_K of W1A3), found 9")
                    .formatted(layers)));
    assertThat(CommandRun.of("offload", "show", layers, "--overlay", "W1A9"))
        .isEqualTo(refused("bnn4j offload show: W1A9: no such file"));
  }
}
