package bnn4j.foundation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A checksum over bytes, as lower-case hexadecimal digits. */
public final class Checksum {
  private final MessageDigest digest;

  /** A sha256, 64 digits. */
  public Checksum() {
    this(Kind.SHA256);
  }

  private Checksum(Kind kind) {
    this.digest = digest(kind.algorithm);
  }

  /** The kinds that publishers give. */
  public enum Kind {
    SHA256("SHA-256"),
    /** Detects broken transfers, not forgery. */
    MD5("MD5");

    private final String algorithm;

    Kind(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  /**
   * A checksum that a file must have.
   *
   * @param kind which
   * @param hex lower-case hexadecimal digits
   */
  public record Expected(Kind kind, String hex) {
    /** The published checksum: the sha256 if there is one, else the MD5. Null means none. */
    public static Optional<Expected> of(String sha256, String md5) {
      return sha256 != null
          ? Optional.of(new Expected(Kind.SHA256, sha256))
          : Optional.ofNullable(md5).map(hex -> new Expected(Kind.MD5, hex));
    }

    /** The checksum of this kind of all bytes of the stream. */
    public String found(InputStream in) throws IOException {
      return new Checksum(kind).add(in).hex();
    }

    @Override
    public String toString() {
      return kind.name().toLowerCase(Locale.ROOT) + " " + hex;
    }
  }

  /** The sha256 of these bytes. */
  public static String hex(byte[] bytes) {
    return new Checksum().add(bytes).hex();
  }

  /**
   * The sha256 of a file's bytes.
   *
   * @throws IOException if it cannot be read
   */
  public static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new Checksum().add(in).hex();
    }
  }

  /** Adds bytes. */
  public Checksum add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds a line {@code sha256 name} of a list of files, as sha256sum prints it. */
  public Checksum addLine(String sha256, String name) {
    return add("%s  %s\n".formatted(sha256, name).getBytes(StandardCharsets.UTF_8));
  }

  /** A stream that adds every byte that is read from it. */
  public InputStream onTheWay(InputStream in) {
    return new DigestInputStream(in, digest);
  }

  /** A stream that adds every byte that is written to it. */
  public OutputStream onTheWay(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** Adds all bytes up to the end of the stream. */
  public Checksum add(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return this;
  }

  /** The checksum of the bytes added so far. Starts again with none. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM lacks " + algorithm, e);
    }
  }
}
