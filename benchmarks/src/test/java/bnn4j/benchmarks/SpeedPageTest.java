package bnn4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedPageTest {
  @TempDir Path docs;

  private static final CLimit LIMIT =
      new CLimit(
          CLimit.parse(
              List.of(
                  "avx2 1024 410.0",
                  "avx2 576 400.0",
                  "avx2 1152 390.0",
                  "scalar 1024 150.0",
                  "scalar 576 150.0",
                  "scalar 1152 150.0")),
          null);

  /** An overlay runs a thousand images per second and thread, vectors ten times as many. */
  private static EngineSpeed speed(CLimit limit) {
    List<EngineSpeed.Batches> batches = new ArrayList<>();
    for (String overlay : EngineSpeed.OVERLAYS) {
      for (int threads = 1; threads <= 2; threads++) {
        batches.add(new EngineSpeed.Batches(overlay, "fastest", 64, threads, 10_000 * threads));
        batches.add(new EngineSpeed.Batches(overlay, "scalar", 64, threads, 1_000 * threads));
      }
      batches.add(new EngineSpeed.Batches(overlay, "fastest", 1, 1, 8_000));
    }
    List<EngineSpeed.Kernels> kernels = new ArrayList<>();
    for (KernelBenchmark.Shape shape : KernelBenchmark.Shape.values()) {
      kernels.add(new EngineSpeed.Kernels("fastest", shape, 300));
      kernels.add(new EngineSpeed.Kernels("scalar", shape, 75));
    }
    return new EngineSpeed(
        batches,
        kernels,
        limit,
        List.of(new EngineSpeed.Packing("lfcW1A1", 1_250_000)),
        List.of(
            new EngineSpeed.Part("lfcW1A1", "counting", 70),
            new EngineSpeed.Part("lfcW1A1", "adding", 20.04)));
  }

  @Test
  void tablesPutTheKernelsAndTheFpgaSideBySide() {
    assertThat(new SpeedTables(speed(LIMIT)).text())
        .contains(
            "| lfcW1A1 | fastest | 8 000 (125.0 µs) | 10 000 | 20 000 |  |  | 168 000 |",
            "|  | scalar |  | 1 000 | 2 000 |  |  |  |",
            "| cnvW2A2 | fastest | 8 000 (125.0 µs) | 10 000 | 20 000 |  |  |  |",
            "| layer | fastest | scalar | C, avx2 | C, scalar | fastest / C | scalar / C |",
            "| CNV layer 1: 3x3x64 to 64 | 300 | 75 | 400 | 150 | 0.75 | 0.50 |",
            "images per second: 1 250 000 of lfcW1A1.",
            "| lfcW1A1 | 70.0 | 20.0 | 0.8 | 9.2 | 100.0 |");
  }

  @Test
  void onlyWhatIsBetweenTheMarksIsReplaced() throws IOException {
    Path page = docs.resolve("results.md");
    Files.writeString(page, "before\n" + SpeedPage.BEGIN + "old\n" + SpeedPage.END + "after\n");
    new SpeedPage(docs).write("new\n", new SpeedChart(speed(LIMIT)));
    assertThat(page)
        .hasContent(
            "before\n"
                + SpeedPage.BEGIN
                + "\n![Images per second of the engine](engine-speed.png)\n\nnew\n\n"
                + SpeedPage.END
                + "after\n");
    assertThat(ImageIO.read(docs.resolve("engine-speed.png").toFile()).getWidth())
        .isGreaterThan(800);
  }

  @Test
  void aPageWithoutTheMarksIsLeftAlone() throws IOException {
    Path page = docs.resolve("results.md");
    Files.writeString(page, "before\n");
    assertThatThrownBy(() -> new SpeedPage(docs).write("new\n", new SpeedChart(speed(LIMIT))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a line '<!-- engine speed: written by");
    assertThat(page).hasContent("before\n");
    assertThat(docs.resolve("engine-speed.png")).doesNotExist();
  }

  @Test
  void withoutACompilerTheTableSaysSoAndHasNoColumnsOfC() throws IOException {
    CLimit none = CLimit.measure("no-such-compiler");
    assertThat(none.rates()).isEmpty();
    assertThat(new SpeedTables(speed(none)).text())
        .contains(
            "| layer | fastest | scalar | fastest / C | scalar / C |",
            "| CNV layer 1: 3x3x64 to 64 | 300 | 75 |  |  |",
            "C was not measured: ",
            "no-such-compiler");
  }
}
