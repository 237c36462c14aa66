package bnn4j.overlay.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitstreamTest {
  private static final String PART = "7z020clg400";
  private static final byte[] CONFIGURATION = {
    (byte) 0xAA, (byte) 0x99, 0x55, 0x66, 1, 2, 3, 4,
  };

  @TempDir Path folder;
  private Path file;
  private byte[] content;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("cnvW1A1-pynqZ1-Z2.bit");
    content = BitFile.content(PART, CONFIGURATION);
    Files.write(file, content);
  }

  @Test
  void theHeaderTellsDesignPartAndTime() {
    Bitstream bitstream = Bitstream.read(file);
    assertThat(bitstream.name()).isEqualTo("cnvW1A1-pynqZ1-Z2");
    assertThat(bitstream.design()).isEqualTo("procsys_wrapper");
    assertThat(bitstream.part()).isEqualTo(PART);
    assertThat(bitstream.date()).isEqualTo("2018/08/14");
    assertThat(bitstream.time()).isEqualTo("12:01:58");
  }

  @Test
  void theFirmwareIsTheConfigurationWithTheBytesOfEachWordSwapped() {
    assertThat(Bitstream.read(file).swapped().array())
        .containsExactly(0x66, 0x55, 0x99, 0xAA, 4, 3, 2, 1);
    assertThat(Bitstream.read(file).whole().array()).isEqualTo(content);
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws IOException {
    for (int length = 0; length < content.length; length++) {
      Files.write(file, Arrays.copyOf(content, length));
      assertThatThrownBy(() -> Bitstream.read(file))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith(file + ": not a .bit file; at byte ");
    }
  }

  @Test
  void anEmptyFileIsRefused() {
    refused(new byte[0], 0, "the file ends in the length of the magic: needs 2 bytes, has 0");
  }

  @Test
  void somethingElseThanABitstreamIsRefused() {
    content[12] = 2;
    refused(content, 11, "expected the number 1, found 2");
  }

  @Test
  void aMissingSectionIsRefused() {
    content[13] = 'b';
    refused(content, 13, "expected section 0x61, found 0x62");
  }

  @Test
  void aTextThatRunsOverTheEndIsRefused() {
    content[14] = 0x7F;
    int there = content.length - 16;
    refused(
        content,
        16,
        "the file ends in the text of section 'a': needs %d bytes, has %d"
            .formatted(0x7F00 + Byte.toUnsignedInt(content[15]), there));
  }

  @Test
  void aConfigurationShorterOrLongerThanItsLengthIsRefused() throws IOException {
    int at = content.length - CONFIGURATION.length - 4;
    String rest = "; the file is incomplete or contains more than a bitstream";
    refused(
        Arrays.copyOf(content, content.length - 1),
        at,
        "the configuration should be 8 bytes, 7 follow" + rest);
    refused(
        Arrays.copyOf(content, content.length + 4),
        at,
        "the configuration should be 8 bytes, 12 follow" + rest);
    refused(
        BitFile.content(PART, new byte[6]),
        at,
        "the configuration is 6 bytes; expected words of 4 bytes");
    refused(
        BitFile.content(PART, new byte[0]),
        at,
        "the configuration is 0 bytes; expected words of 4 bytes");
  }

  private void refused(byte[] wrong, int at, String why) {
    assertThatCode(() -> Files.write(file, wrong)).doesNotThrowAnyException();
    assertThatThrownBy(() -> Bitstream.read(file))
        .isInstanceOf(Refusal.class)
        .hasMessage("%s: not a .bit file; at byte %d: %s", file, at, why);
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path none = folder.resolve("none.bit");
    assertThatThrownBy(() -> Bitstream.read(none))
        .isInstanceOf(Refusal.class)
        .hasMessage("%s: no such file", none);
  }

  @Test
  void aBitstreamForAnotherChipIsRefused() throws IOException {
    Bitstream zynq = Bitstream.read(file);
    zynq.checkFor(Family.ZYNQ);
    assertThatThrownBy(() -> zynq.checkFor(Family.ZYNQ_MP))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: is for a 7z020clg400, but this board has a Zynq UltraScale+; use the bitstream"
                + " for this chip",
            file);
    BitFile.write(file, "xczu3eg-sbva484-1-i", CONFIGURATION);
    Bitstream ultra96 = Bitstream.read(file);
    ultra96.checkFor(Family.ZYNQ_MP);
    assertThatThrownBy(() -> ultra96.checkFor(Family.ZYNQ)).isInstanceOf(Refusal.class);
  }

  @Test
  void aBitstreamNamedAfterAnotherOverlayIsRefused() throws IOException {
    Bitstream bitstream = Bitstream.read(file);
    bitstream.checkFor(Overlays.named("cnvW1A1"));
    assertThatThrownBy(() -> bitstream.checkFor(Overlays.named("lfcW1A1")))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "%s: by its name it is for overlay cnvW1A1; the parameter set is for" + " lfcW1A1",
            file);
    Path own = Files.copy(file, folder.resolve("design_1.bit"));
    Bitstream.read(own).checkFor(Overlays.named("lfcW1A1"));
  }
}
