package bnn4j.foundation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  /** FIPS 180-2, appendix B.1. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void bytesAndStreamsAreTakenInOneAfterTheOther() throws IOException {
    byte[] bc = "bc".getBytes(US_ASCII);
    Checksum checksum = new Checksum().add(new byte[] {'a'}).add(new ByteArrayInputStream(bc));
    assertThat(checksum.hex()).isEqualTo(ABC);
  }
}
