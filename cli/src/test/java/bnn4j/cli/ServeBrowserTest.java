package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.cli.serving.ServeCommand;
import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.regression.Regression;
import bnn4j.evaluation.regression.RegressionHistory;
import bnn4j.experiment.report.MetricsCsv;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.overlay.Overlays;
import bnn4j.studio.Settings;
import bnn4j.studio.Studio;
import bnn4j.trainer.loop.EpochMetrics;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
class ServeBrowserTest {
  private static final Path SHOTS = Path.of("target/screenshots");

  @TempDir Path scratch;
  private Studio studio;

  @BeforeEach
  void serve() {
    assumeTrue(
        Browser.driver().isPresent(),
        "skipped: there is no chromedriver; apt-get install chromium chromium-driver");
    System.setProperty("bnn4j.home", "..");
    studio =
        Studio.start(
            ServeCommand.project(scratch.resolve("runs"), scratch.resolve("regressions.jsonl")),
            new Settings("127.0.0.1", 0, Optional.empty(), Settings.MOST_BYTES));
  }

  @AfterEach
  void stop() {
    if (studio != null) {
      studio.close();
    }
  }

  @Test
  void aDrawnDigitIsReadLive() throws Exception {
    try (Browser browser = ready(false)) {
      browser.draw("#canvas", new int[] {5, -90}, new int[] {0, 0}, new int[] {-5, 90});
      browser.await("document.querySelector('#answers li')");
      assertThat(first(browser)).isEqualTo("1");
      assertThat(browser.run("return document.querySelectorAll('#layers img').length").asInt())
          .isEqualTo(4);
      browser.click("#clear");
      browser.draw(
          "#canvas",
          new int[] {-60, -80},
          new int[] {60, -80},
          new int[] {20, 0},
          new int[] {-15, 90});
      browser.await("document.querySelector('#answers li .name')?.textContent === '7'");
      browser.screenshot(SHOTS.resolve("try.png"));
      isQuiet(browser);
    }
  }

  @Test
  void aPictureIsUploadedAndItsNameIsShownAsItIs() throws Exception {
    Path picture = scratch.resolve("<img src=x onerror=alert(1)>.png");
    ImageIO.write(letter("B"), "png", picture.toFile());
    try (Browser browser = ready(false)) {
      browser.choose("#set", "emnist-letters/lfcW1A1");
      browser.type("#file", picture.toAbsolutePath().toString());
      browser.await("document.querySelector('#answers li')");
      assertThat(browser.run("return document.querySelector('#given-name').textContent").asText())
          .isEqualTo(picture.getFileName().toString());
      assertThat(first(browser).toUpperCase(java.util.Locale.ROOT)).isEqualTo("B");
      isQuiet(browser);
    }
  }

  @Test
  void whatIsNoPictureIsRefusedInWords() throws Exception {
    Path text = Files.writeString(scratch.resolve("notes.png"), "no picture at all");
    try (Browser browser = ready(false)) {
      browser.type("#file", text.toAbsolutePath().toString());
      browser.await("document.querySelector('#message.problem')");
      assertThat(browser.run("return document.querySelector('#message').textContent").asText())
          .contains("expected an image");
    }
  }

  @Test
  void aRunningTrainingGrowsWhileItIsLookedAt() throws Exception {
    MetricsCsv metrics = run("digits/20260101-120000", 12, 2);
    run("other/20260101-130000", 12, 12);
    try (Browser browser = ready(false)) {
      browser.go(studio.address() + "#runs");
      browser.await("document.querySelectorAll('#chart polyline').length === 2");
      browser.await("document.querySelector('#run-list').innerText.includes('2 of 12 epochs')");
      for (int epoch = 3; epoch <= 7; epoch++) {
        metrics.append(epoch(epoch, 4));
      }
      browser.await("document.querySelector('#run-list').innerText.includes('7 of 12 epochs')");
      browser.await(
          "[...document.querySelectorAll('#chart polyline')].some(p =>"
              + " p.getAttribute('points').split(' ').length === 7)");
      browser.screenshot(SHOTS.resolve("runs.png"));
      isQuiet(browser);
    }
  }

  @Test
  void setsAndOverlaysShow() throws Exception {
    try (Browser browser = ready(false)) {
      browser.go(studio.address() + "#sets");
      browser.await("document.querySelectorAll('#set-list .card').length >= 9");
      assertThat(browser.run("return document.querySelector('#set-list').innerText").asText())
          .contains("fashion-mnist/lfcW1A1", "88.73 %")
          .doesNotContain("undefined", "NaN");
      browser.screenshot(SHOTS.resolve("sets.png"));
      browser.go(studio.address() + "#overlays");
      browser.await("document.querySelector('#pipeline svg')");
      browser.choose("#overlay", "cnvW1A1");
      assertThat(browser.run("return document.querySelectorAll('#pipeline .stage').length").asInt())
          .isEqualTo(9);
      browser.screenshot(SHOTS.resolve("overlays.png"));
      isQuiet(browser);
    }
  }

  @Test
  void allPagesFitAPhoneBrightAndDark() throws Exception {
    run("digits/20260101-120000", 12, 9);
    history(90, 91.5, 91);
    try (Browser browser = ready(true)) {
      browser.draw("#canvas", new int[] {5, -90}, new int[] {0, 0}, new int[] {-5, 90});
      browser.await("document.querySelector('#answers li')");
      for (boolean dark : new boolean[] {false, true}) {
        browser.dark(dark);
        for (String page : List.of("try", "runs", "sets", "overlays")) {
          show(browser, page);
          assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
              .as(page)
              .isLessThanOrEqualTo(390);
          browser.wholeScreenshot(
              SHOTS.resolve("phone-%s%s.png".formatted(page, dark ? "-dark" : "")));
        }
      }
      isQuiet(browser);
    }
  }

  @Test
  void textIsReadableInTheDark() throws Exception {
    run("digits/20260101-120000", 12, 9);
    try (Browser browser = ready(false)) {
      browser.dark(true);
      for (String page : List.of("try", "runs", "sets", "overlays")) {
        show(browser, page);
        assertThat(browser.run("return getComputedStyle(document.body).color").asText())
            .isEqualTo("rgb(230, 237, 243)");
        browser.wholeScreenshot(SHOTS.resolve("dark-%s.png".formatted(page)));
      }
      isQuiet(browser);
    }
  }

  @Test
  void theCameraTakesAPicture() throws Exception {
    try (Browser browser =
        ready(false, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")) {
      browser.choose("#set", "gtsrb/cnvW1A1");
      browser.click("#camera");
      browser.await("document.querySelector('#video').videoWidth > 0");
      assertThat(browser.run("return document.querySelector('#camera').textContent").asText())
          .isEqualTo("Stop camera");
      browser.screenshot(SHOTS.resolve("camera.png"));
      browser.run("window.tracks = document.querySelector('#video').srcObject.getTracks()");
      browser.click("#shoot");
      browser.await("document.querySelector('#answers li')");
      assertThat(browser.run("return document.querySelector('#given-name').textContent").asText())
          .isEqualTo("camera.png");
      assertThat(browser.run("return document.querySelector('#given').naturalWidth").asInt())
          .isPositive();
      // Its light goes out.
      assertThat(
              browser.run("return window.tracks.every(t => t.readyState === 'ended')").asBoolean())
          .isTrue();
      assertThat(browser.run("return document.querySelector('#video').hidden").asBoolean())
          .isTrue();
      isQuiet(browser);
    }
  }

  @Test
  void aCameraThatIsNotAllowedIsToldOf() throws Exception {
    try (Browser browser =
        ready(false, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny")) {
      browser.click("#camera");
      browser.await("document.querySelector('#message.problem')");
      assertThat(browser.run("return document.querySelector('#message').textContent").asText())
          .contains("camera", "allow");
      assertThat(browser.run("return document.querySelector('#video').hidden").asBoolean())
          .isTrue();
      isQuiet(browser);
    }
  }

  @Test
  void aTouchOfThePenLeavesADot() throws Exception {
    try (Browser browser = ready(false)) {
      browser.draw("#canvas", new int[] {0, 0});
      browser.await("document.querySelector('#answers li')");
      assertThat(
              browser
                  .run(
                      "const c = document.querySelector('#canvas'); return"
                          + " c.getContext('2d').getImageData(c.width / 2, c.height / 2, 1, 1)"
                          + ".data[0]")
                  .asInt())
          .isLessThan(64);
      isQuiet(browser);
    }
  }

  @Test
  void thingsAreLocatedInAPhoto() throws Exception {
    Path photo = scratch.resolve("street.png");
    BufferedImage image = new BufferedImage(120, 90, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x6a8a5a));
    graphics.fillRect(0, 0, 120, 90);
    graphics.setColor(Color.RED);
    graphics.fillOval(30, 20, 44, 44);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(36, 38, 32, 8);
    graphics.dispose();
    ImageIO.write(image, "png", photo.toFile());
    try (Browser browser = ready(false)) {
      browser.choose("#set", "gtsrb/cnvW1A1");
      browser.type("#file", photo.toAbsolutePath().toString());
      browser.await("document.querySelector('#answers li')");
      browser.click("#locate");
      browser.await(
          "/^\\d+ found in \\d+ windows/.test(document.querySelector('#located').textContent)");
      assertThat(browser.run("return document.querySelector('#marked').width").asInt())
          .isEqualTo(120);
      browser.wholeScreenshot(SHOTS.resolve("locate.png"));
      isQuiet(browser);
    }
  }

  @Test
  void trendsShowOnceThereAreRegressionRuns() throws Exception {
    try (Browser browser = ready(false)) {
      show(browser, "sets");
      assertThat(browser.run("return document.querySelector('#trend-note').innerText").asText())
          .contains("No trends yet", "check-accuracy --all --history");
      history(90, 91.5, 91);
      browser.go("about:blank");
      show(browser, "sets");
      browser.await("document.querySelectorAll('#set-list .trend polyline').length === 1");
      assertThat(browser.run("return document.querySelector('.trend').innerText").asText())
          .contains("3 checks", "2026-01-01", "91.00 %");
      Files.writeString(scratch.resolve("regressions.jsonl"), "no regression run");
      browser.go("about:blank");
      show(browser, "sets");
      browser.await("document.querySelector('#trend-note .problem')");
      assertThat(browser.run("return document.querySelectorAll('#set-list .card').length").asInt())
          .isGreaterThanOrEqualTo(9);
      isQuiet(browser);
    }
  }

  @Test
  void theKeyboardDraws() throws Exception {
    try (Browser browser = ready(false)) {
      // Space puts the pen down, arrow down moves it.
      browser.type("#canvas", " " + "\uE015".repeat(14));
      browser.await("document.querySelector('#answers li')");
      assertThat(first(browser)).isEqualTo("1");
      isQuiet(browser);
    }
  }

  private Browser ready(boolean phone, String... arguments) throws Exception {
    Browser browser = Browser.start(phone, arguments);
    browser.go(studio.address());
    browser.await("document.querySelectorAll('#set option').length > 1");
    return browser;
  }

  private void show(Browser browser, String page) throws Exception {
    browser.go(studio.address() + "#" + page);
    browser.await("!document.getElementById('page-%s').hidden".formatted(page));
    switch (page) {
      case "sets" -> browser.await("document.querySelectorAll('#set-list .card').length >= 9");
      case "overlays" -> browser.await("document.querySelector('#pipeline svg')");
      case "runs" -> browser.await("document.querySelector('#run-list').innerText");
      default -> browser.await("document.querySelectorAll('#set option').length > 1");
    }
  }

  /** Regression runs of one set, a day each. */
  private void history(double... percents) {
    RegressionHistory history = new RegressionHistory(scratch.resolve("regressions.jsonl"));
    for (int day = 0; day < percents.length; day++) {
      SetResult result =
          new SetResult(
              "mnist/lfcW1A1",
              "engine",
              "lfcW1A1",
              "mnist",
              "bits",
              90.0,
              Math.round(percents[day] * 100),
              10_000,
              1,
              null,
              null);
      history.append(
          new Regression("2026-01-0%dT02:17:00Z".formatted(day + 1), "c", List.of(result)));
    }
  }

  private static String first(Browser browser) throws Exception {
    return browser.run("return document.querySelector('#answers li .name').textContent").asText();
  }

  /** Nothing is complained of, and nothing leaves this machine. */
  private void isQuiet(Browser browser) throws Exception {
    assertThat(browser.complaints()).isEmpty();
    String here = studio.address();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(a -> a.startsWith(here) || a.startsWith("data:") || a.startsWith("blob:" + here));
  }

  private static BufferedImage letter(String text) {
    BufferedImage image = new BufferedImage(240, 320, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(new Color(0xd8d4c8));
    graphics.fillRect(0, 0, 240, 320);
    graphics.setColor(new Color(0x30303a));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 160));
    graphics.drawString(text, 55, 220);
    graphics.dispose();
    return image;
  }

  private MetricsCsv run(String name, int epochs, int done) throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("runs").resolve(name));
    String config =
        TrainingSpec.of("digits", Overlays.named("lfcW1A1"), "rendered-digits")
            .toYaml()
            .replaceFirst("(?m)^epochs: .*", "epochs: " + epochs);
    Files.writeString(folder.resolve("config.yaml"), config);
    MetricsCsv metrics = new MetricsCsv(folder.resolve("metrics.csv"));
    List<EpochMetrics> all = new ArrayList<>();
    for (int epoch = 1; epoch <= done; epoch++) {
      all.add(epoch(epoch, 2));
    }
    metrics.write(all);
    return metrics;
  }

  private static EpochMetrics epoch(int epoch, double pace) {
    double error = 40 / (1 + epoch / pace);
    return new EpochMetrics(
        epoch, error / 50, 99 - error, 98 - error, 0.003 * Math.pow(0.8, epoch), 12_000, 2);
  }
}
