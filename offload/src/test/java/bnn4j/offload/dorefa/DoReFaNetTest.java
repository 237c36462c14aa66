package bnn4j.offload.dorefa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.foundation.Refusal;
import bnn4j.offload.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Photos to activations, as the original. */
class DoReFaNetTest {
  private static Path params() {
    return Golden.original("qnn/params");
  }

  @Test
  void theFrontEndGivesTheOriginalsActivations() {
    Picture picture = PictureReader.read(Golden.path("frontend-a.ppm"));
    float[] planes = CentreCrop.read(params()).of(picture);
    byte[] bytes = Golden.gunzip("frontend-a/dorefa-transformed-row100.f32.gz");
    float[] row = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
    for (int i = 0; i < row.length; i++) {
      int at = (i % 3 * CentreCrop.SIDE + 100) * CentreCrop.SIDE + i / 3;
      assertThat(planes[at]).isCloseTo(row[i], offset(4e-6f));
    }
    assertThat(FirstConvolution.read(params()).run(planes))
        .isEqualTo(Golden.gunzip("frontend-a/dorefa-input.u8.gz"));
  }

  @Test
  void classesHaveTheirNames() {
    ImageNetClasses classes = ImageNetClasses.read(params());
    assertThat(classes.wnids().get(2)).isEqualTo("n01484850");
    assertThat(classes.shortName(2)).isEqualTo("great white shark");
    assertThat(classes.names()).hasSize(1000);
  }

  @Test
  void withoutTheFullyConnectedLayersItSaysWhereTheyComeFrom() {
    assertThatThrownBy(() -> DoReFaNet.read(params()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(
            "contains neither dorefanet-fc-normalized.npy nor dorefanet-fc-normalized.npy.bz2")
        .hasMessageContaining("https://github.com/Xilinx/QNN-MO-PYNQ");
  }
}
