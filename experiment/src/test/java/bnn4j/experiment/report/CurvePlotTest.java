package bnn4j.experiment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.evaluation.report.Palette;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvePlotTest {
  @TempDir Path folder;

  private BufferedImage plot(List<EpochMetrics> epochs) throws IOException {
    Path png = folder.resolve("curves.png");
    CurvePlot.write(epochs, png);
    return Objects.requireNonNull(ImageIO.read(png.toFile()));
  }

  /** Pixels of exactly that colour between two columns. */
  private static long pixels(BufferedImage image, int from, int to, Color color) {
    long found = 0;
    for (int x = from; x < to; x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        found += image.getRGB(x, y) == color.getRGB() ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void allCurvesStandSideBySideWithTwoDotsPerPixel() throws IOException {
    BufferedImage image = plot(MadeUpRun.epochs(40));
    assertThat(image.getWidth()).isEqualTo(2 * 3 * CurvePlot.WIDTH);
    assertThat(image.getHeight()).isEqualTo(2 * CurvePlot.HEIGHT);
    int panel = 2 * CurvePlot.WIDTH;
    for (int i = 0; i < 3; i++) {
      assertThat(pixels(image, i * panel, (i + 1) * panel, Palette.LIGHT.first()))
          .as("line in panel %d", i)
          .isGreaterThan(1000);
    }
    assertThat(pixels(image, 0, panel, Palette.LIGHT.second())).isGreaterThan(1000);
    assertThat(pixels(image, panel, 3 * panel, Palette.LIGHT.second())).isZero();
  }

  @Test
  void aRunOfAnyLengthIsDrawn() throws IOException {
    for (int epochs : new int[] {1, 2, 10, 11, 31, 1000}) {
      assertThat(pixels(plot(MadeUpRun.epochs(epochs)), 0, 1080, Palette.LIGHT.first()))
          .as("%d epochs", epochs)
          .isGreaterThan(50);
    }
  }

  @Test
  void aRunWithoutValidationShowsTrainingOnly() throws IOException {
    List<EpochMetrics> epochs =
        MadeUpRun.epochs(40).stream()
            .map(e -> new EpochMetrics(e.epoch(), e.loss(), 50, Double.NaN, 0.01, 100, 1))
            .toList();
    BufferedImage image = plot(epochs);
    assertThat(pixels(image, 0, 1080, Palette.LIGHT.first())).isZero();
    assertThat(pixels(image, 0, 1080, Palette.LIGHT.second())).isGreaterThan(1000);
  }

  @Test
  void aLossThatExplodedLeavesTheCurveDrawable() throws IOException {
    List<EpochMetrics> epochs =
        List.of(
            new EpochMetrics(1, 0.5, 50, 50, 0.01, 100, 1),
            new EpochMetrics(2, Double.POSITIVE_INFINITY, 10, 10, 0.01, 100, 1),
            new EpochMetrics(3, Double.NaN, 10, 10, 0.01, 100, 1));
    assertThat(plot(epochs).getWidth()).isEqualTo(2 * 3 * CurvePlot.WIDTH);
  }

  @Test
  void aCurveThatWasNeverMeasuredIsLeftOut() throws IOException {
    List<EpochMetrics> epochs = List.of(new EpochMetrics(1, Double.NaN, 50, 50, 0.01, 100, 1));
    assertThat(plot(epochs).getWidth()).isEqualTo(2 * 2 * CurvePlot.WIDTH);
  }

  @Test
  void everyRangeOfValuesIsDrawn() throws IOException {
    for (double accuracy : new double[] {0, 100}) {
      for (double rate : new double[] {0, 1e-12}) {
        plot(
            List.of(
                new EpochMetrics(1, 0, accuracy, accuracy, rate, 100, 1),
                new EpochMetrics(2, 0, accuracy, accuracy, 1, 100, 1)));
      }
    }
  }

  @Test
  void onlyEpochsThatWereTrainedAreLabelled() {
    assertThat(Curve.label(1, 1)).isEqualTo("1");
    assertThat(Curve.label(2, 1)).isBlank();
    assertThat(Curve.label(1.5, 2)).isBlank();
    assertThat(Curve.label(0, 2)).isBlank();
  }

  @Test
  void aRunWithoutEpochsIsRefused() {
    Path png = folder.resolve("none.png");
    assertThatThrownBy(() -> CurvePlot.write(List.of(), png))
        .isInstanceOf(Refusal.class)
        .hasMessage("%s: no epochs to draw", png);
    assertThat(Files.exists(png)).isFalse();
  }
}
