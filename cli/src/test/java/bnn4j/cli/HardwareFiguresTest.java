package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardwareFiguresTest {
  @TempDir private Path folder;

  @Test
  void estimateTellsWhatAnOverlayTakesAndHowFastItIs() {
    CommandRun run = CommandRun.of("hardware", "estimate", "cnvW1A1", "--board", "pynq-z1");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("cnvW1A1 (W1A1) on pynq-z1", "3,052 images/s", "1,551 us in HLS", "53,200");
  }

  @Test
  void estimateWritesJsonAndBothKindsOfRoofline() throws Exception {
    Path json = folder.resolve("estimate.json");
    Path svg = folder.resolve("roofline.svg");
    Path png = folder.resolve("roofline.png");
    CommandRun run =
        CommandRun.of(
            "hardware",
            "estimate",
            "lfcW1A1",
            "--clock",
            "200",
            "--json",
            json.toString(),
            "--roofline",
            svg.toString(),
            "--roofline",
            png.toString());
    assertThat(run.code()).isZero();
    JsonNode root = JsonMapper.builder().build().readTree(json.toFile());
    assertThat(root.path("cyclesPerImage").asLong()).isEqualTo(512);
    assertThat(root.path("basis").asText()).isEqualTo("formula");
    assertThat(root.path("layers")).hasSize(4);
    assertThat(root.path("clockMHz").asDouble()).isEqualTo(200);
    assertThat(Files.readString(svg)).startsWith("<svg").contains("lfcW1A1 (W1A1) on pynq-z1");
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1000);
  }

  @Test
  void foldPrintsAnOverlayThatReadsBackAndIsFastEnough() {
    CommandRun run =
        CommandRun.of("hardware", "fold", "cnvW1A1", "--board", "pynq-z1", "--fps", "3000");
    assertThat(run.code()).isZero();
    Overlay folded = OverlayFile.of("printed", run.out());
    assertThat(folded.name()).isEqualTo("cnvW1A1-pynq-z1");
    assertThat(folded.layers()).allSatisfy(l -> assertThat(l.cycles()).isLessThan(33_334));
  }

  @Test
  void foldTakesAFileThatSaysNothingOfFolding() throws Exception {
    Path file = folder.resolve("plain.yaml");
    Files.writeString(
        file,
        """
        name: plain
        precision: W1A2
        input: {channels: 3, dimension: 12, bits: 8}
        layers:
        - convolution: {kernel: 3, channels: 20}
        - max-pool: {size: 2}
        - dense: {neurons: 12}
        """);
    Path out = folder.resolve("folded.yaml");
    CommandRun run =
        CommandRun.of(
            "hardware",
            "fold",
            file.toString(),
            "--fit",
            "--name",
            "mine",
            "--out",
            out.toString());
    assertThat(run.code()).isZero();
    Overlay folded = OverlayFile.read(out);
    assertThat(folded.name()).isEqualTo("mine");
    assertThat(folded.foldings().get(0).pe()).isGreaterThan(1);
  }

  @Test
  void foldKnowsTheNetworksOfTheFieldByName() {
    CommandRun run = CommandRun.of("hardware", "fold", "tfcW1A1", "--fps", "100000");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("name: tfcW1A1-pynq-z1");
  }

  @Test
  void foldRefusesWhatCannotFitAndNamesTheNearestThatCan() {
    CommandRun run =
        CommandRun.of("hardware", "fold", "cnvW2A2", "--board", "pynq-z1", "--fps", "30000");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "cnvW2A2 cannot reach 30000 images/s on pynq-z1",
            "the fastest folding that fits gives");
    String rate = run.err().replaceAll("(?s).*use --fps (\\d+).*", "$1");
    assertThat(
            CommandRun.of("hardware", "fold", "cnvW2A2", "--board", "pynq-z1", "--fps", rate)
                .code())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "estimate lfcW1A1 --board zx81 | board 'zx81' is unknown; known names: pynq-z1",
        "estimate lfcW1A1 --clock 0 | expected 1 to 1000",
        "estimate lfcW1A1 --roofline x.gif | expected a name that ends in .svg or .png",
        "fold lfcW1A1 --fps 0 | 0 images/s: expected more than 0",
        "fold lfcW1A1 --fps NaN | expected more than 0",
        "fold lfcW1A1 | --fps",
        "fold lfcW1A1 --fit --fps 3 | mutually exclusive",
        "fold lfcW1A1 --fit --limit 120 | limit of 120 %",
        "fold nonsense --fit | nonsense",
        "fold lfcW1A1 --fit --name lfcW1A1 --board zcu104 | belongs to a published overlay",
        "draw lfcW1A1 --out x.bmp | expected a name that ends in .svg or .png"
      })
  void badInputGetsOneClearMessage(String arguments, String message) {
    CommandRun run = CommandRun.of((Object[]) ("hardware " + arguments).split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void anOverlayThatIsTooLargeFailsTheEstimate() throws Exception {
    Path file = folder.resolve("large.yaml");
    Files.writeString(
        file,
        """
        name: large
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
        - dense: {neurons: 4096, simd: 64, pe: 1024}
        - dense: {neurons: 64, simd: 64, pe: 8}
        """);
    CommandRun run = CommandRun.of("hardware", "estimate", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("does not fit pynq-z1");
  }

  @Test
  void drawPrintsOrWritesThePipeline() throws Exception {
    Path png = folder.resolve("pipeline.png");
    assertThat(CommandRun.of("hardware", "draw", "lfcW1A1").out())
        .startsWith("<svg")
        .contains("dense: 32 PE x 64 SIMD");
    assertThat(CommandRun.of("hardware", "draw", "lfcW1A1", "--out", png.toString()).code())
        .isZero();
    assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(500);
  }
}
