package bnn4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A sha256 in the making: 64 lower-case hexadecimal digits once all bytes are in. */
public final class Checksum {
  private final MessageDigest digest = sha256();

  /** Takes in these bytes. */
  public Checksum add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Takes in everything up to the stream's end. */
  public Checksum add(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return this;
  }

  /** The sha256 of what was taken in; starts over. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
