package bnn4j.offload.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.picture.Picture;
import bnn4j.foundation.Checksum;
import bnn4j.offload.Golden;
import bnn4j.offload.driver.EngineOffload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Photos to boxes, as the original. */
class TinierYoloTest {
  @ParameterizedTest
  @CsvSource({
    "dog,7d5849a5191fcfe2c7aab17fca58bc1a517935b99654c11c45c31aac6503e2a4,"
        + "4bf10bf28f40c936465933c58d4a3703746640a6787c5c93c19cffc81380f3bf",
    "horses,7343642ecead8a7f5145df3c751577a49de952872a5fed28a027ae251e2013f6,"
        + "854fc91745e9e85ad7ece8e4a7d79bc48709c319ef184f1353a493a9aa251670"
  })
  void photosAreDecodedAndLetterboxedAsByDarknet(String name, String rgb, String planes) {
    Picture photo = photo(name);
    assertThat(Checksum.hex(interleaved(photo))).isEqualTo(rgb);
    float[] box = Letterbox.of(photo).planes();
    ByteBuffer bytes = ByteBuffer.allocate(box.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(box);
    assertThat(Checksum.hex(bytes.array())).isEqualTo(planes);
  }

  private static Picture photo(String name) {
    return Photo.read(Golden.original("notebooks/yoloimages/" + name + ".jpg"));
  }

  private static byte[] interleaved(Picture picture) {
    int area = picture.rows() * picture.columns();
    byte[] values = new byte[3 * area];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.values()[i % 3 * area + i / 3];
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"dog", "horses"})
  void theFirstLayerGivesTheOriginalsActivations(String name) {
    byte[] found = FirstLayer.read(Golden.original("qnn/params")).run(Letterbox.of(photo(name)));
    assertThat(differences(found, Golden.gunzip("tinier-yolo/" + name + "/input.u8.gz")))
        .isLessThanOrEqualTo(3);
  }

  private static int differences(byte[] found, byte[] expected) {
    assertThat(found).hasSameSizeAs(expected);
    int count = 0;
    for (int i = 0; i < found.length; i++) {
      count += found[i] == expected[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void theFirstLayerOfADrawnPictureIsTheOriginals() {
    Picture picture = Photo.read(Golden.path("frontend-a.ppm"));
    byte[] found = FirstLayer.read(Golden.original("qnn/params")).run(Letterbox.of(picture));
    assertThat(differences(found, Golden.gunzip("frontend-a/yolo-input.u8.gz")))
        .isLessThanOrEqualTo(3);
    float[] planes = Letterbox.of(picture).planes();
    float[] row = floats(Golden.gunzip("frontend-a/letterbox-row200.f32.gz"));
    for (int i = 0; i < row.length; i++) {
      int channel = i / Letterbox.SIDE;
      assertThat(planes[(channel * Letterbox.SIDE + 200) * Letterbox.SIDE + i % Letterbox.SIDE])
          .isEqualTo(row[i]);
    }
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"dog", "horses"})
  void theLastLayerGivesTheOriginalsNumbers(String name) {
    byte[] activations = Golden.gunzip("tinier-yolo/" + name + "/conv7.u8.gz");
    float[] found = LastLayer.read(Golden.original("qnn/params")).run(activations);
    float[] expected = floats(Golden.gunzip("tinier-yolo/" + name + "/conv8.f32.gz"));
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).isCloseTo(expected[i], org.assertj.core.data.Offset.offset(1e-4f));
    }
  }

  @Test
  void theDogPhotosTextIsTheOriginals() throws IOException {
    List<Detection> found = detect("dog");
    assertThat(found.stream().map(Detection::toString).toList())
        .isEqualTo(
            Files.readAllLines(
                Golden.original("tests/Test_image/tinier-yolo/golden_probs_dog.txt")));
    assertThat(found.get(0).box().pixels(768, 576))
        .isEqualTo(new BoundingBox.PixelBox(381, 761, 116, 154));
    assertThat(found.get(2).box().pixels(768, 576))
        .isEqualTo(new BoundingBox.PixelBox(78, 564, 72, 496));
  }

  @Test
  void theHorsesPhotosTextIsTheOriginals() {
    List<Detection> found = detect("horses");
    assertThat(found.stream().map(Detection::toString))
        .containsExactly("cow: 84%", "horse: 68%", "horse: 74%");
    assertThat(found.get(1).box().pixels(773, 512))
        .isEqualTo(new BoundingBox.PixelBox(0, 366, 223, 382));
  }

  private static List<Detection> detect(String name) {
    TinierYolo yolo = TinierYolo.read(Golden.original("qnn/params"));
    try (EngineOffload engine = new EngineOffload(1)) {
      engine.load(yolo.network());
      return yolo.detect(photo(name), engine, TinierYolo.THRESHOLD, TinierYolo.OVERLAP);
    }
  }
}
