package bnn4j.hardware.draw;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.estimate.Estimate;
import bnn4j.hardware.estimate.TargetBoard;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.overlay.Overlays;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {
  private static Estimate estimate(String overlay) {
    return Estimate.of(Pipeline.of(Overlays.named(overlay)), TargetBoard.PYNQ_Z1);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<String> texts(Document svg) {
    NodeList nodes = svg.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfcW1A1", "lfcW1A2", "cnvW1A1", "cnvW1A2", "cnvW2A2"})
  void thePipelineShowsEveryLayerWithItsWidthsCyclesAndMemory(String name) throws Exception {
    Estimate estimate = estimate(name);
    List<String> texts = texts(parse(Svg.of(PipelineDrawing.of(estimate))));
    assertThat(texts).contains("AXI reader", "AXI writer");
    estimate
        .pipeline()
        .stages()
        .forEach(
            stage ->
                assertThat(texts)
                    .contains(
                        "layer " + stage.index(),
                        "%,d".formatted(stage.cycles()),
                        bits(stage.simd() * stage.inputBits()),
                        "%d x %d x %d bit"
                            .formatted(
                                stage.pe(),
                                stage.weightWords(),
                                stage.simd() * stage.weightBits())));
  }

  private static String bits(int width) {
    return width == 1 ? "1 bit" : "%,d bits".formatted(width);
  }

  @Test
  void theRooflineNamesItsRoofsAndPoints() throws Exception {
    assertThat(texts(parse(Svg.of(RooflineChart.of(estimate("lfcW1A1"))))))
        .contains(
            "lfcW1A1 (W1A1) on pynq-z1 at 100 MHz",
            "compute: the board's LUTs, 1,490 GOPS",
            "this folding's units, 1,254 GOPS",
            "on chip: block RAM, 126 GB/s",
            "DRAM, 2.1 GB/s",
            "its 64-bit port, 0.8 GB/s",
            "weights from block RAM",
            "images and results",
            "if weights came from DRAM");
  }

  @Test
  void nothingIsDrawnOutsideTheSheet() {
    for (Drawing drawing :
        List.of(
            RooflineChart.of(estimate("lfcW1A1")),
            RooflineChart.of(estimate("cnvW2A2")),
            PipelineDrawing.of(estimate("cnvW2A2")))) {
      assertThat(drawing.shapes())
          .allSatisfy(
              shape -> {
                if (shape instanceof DrawnShape.Line line) {
                  assertThat(line.fromX()).isBetween(0.0, (double) drawing.width());
                  assertThat(line.toX()).isBetween(0.0, (double) drawing.width());
                  assertThat(line.fromY()).isBetween(0.0, (double) drawing.height());
                  assertThat(line.toY()).isBetween(0.0, (double) drawing.height());
                } else if (shape instanceof DrawnShape.Dot dot) {
                  assertThat(dot.x()).isBetween(0.0, (double) drawing.width());
                  assertThat(dot.y()).isBetween(0.0, (double) drawing.height());
                } else if (shape instanceof DrawnShape.Label label) {
                  assertThat(label.x()).isBetween(0.0, (double) drawing.width());
                  assertThat(label.y()).isBetween(0.0, (double) drawing.height());
                }
              });
    }
  }

  @Test
  void textsCannotBreakTheFile() throws Exception {
    Drawing drawing =
        new Drawing(
            "a<b>&",
            10,
            10,
            List.of(
                new DrawnShape.Label(
                    1, 1, "</text>&\"<x>", 5, false, DrawnShape.Anchor.START, 0, Color.BLACK)));
    Document svg = parse(Svg.of(drawing));
    assertThat(texts(svg)).containsExactly("</text>&\"<x>");
    assertThat(svg.getElementsByTagName("x").getLength()).isZero();
  }

  @Test
  void everyShapeLeavesItsColorInThePng() {
    Color red = new Color(0xff0000);
    Color green = new Color(0x00ff00);
    Color blue = new Color(0x0000ff);
    BufferedImage image =
        Png.image(
            new Drawing(
                "",
                100,
                50,
                List.of(
                    new DrawnShape.Box(10, 10, 20, 20, 0, red, red),
                    new DrawnShape.Dot(50, 20, 8, green, green),
                    new DrawnShape.Line(70, 20, 90, 20, 4, false, blue),
                    new DrawnShape.Area(
                        List.of(
                            new DrawnShape.Point(70, 40),
                            new DrawnShape.Point(90, 40),
                            new DrawnShape.Point(80, 30)),
                        red))));
    assertThat(image.getWidth()).isEqualTo(200);
    assertThat(image.getRGB(40, 40)).isEqualTo(red.getRGB());
    assertThat(image.getRGB(100, 40)).isEqualTo(green.getRGB());
    assertThat(image.getRGB(160, 40)).isEqualTo(blue.getRGB());
    assertThat(image.getRGB(160, 74)).isEqualTo(red.getRGB());
    assertThat(image.getRGB(2, 2)).isEqualTo(Color.WHITE.getRGB());
  }
}
