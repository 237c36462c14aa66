package bnn4j.remote.ssh;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private key as {@code ssh-keygen} writes it, looked at before a library does: what the header
 * counts is allocated there without a second look. (OpenSSH's PROTOCOL.key: magic, cipher, key
 * derivation and its options, number of keys, the keys.)
 */
final class OpenSshKey {
  private static final String BEGIN = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String END = "-----END OPENSSH PRIVATE KEY-----";
  private static final Pattern FRAME =
      Pattern.compile("(?s)\\s*" + BEGIN + "\\s(?<body>.*)\\s" + END + "\\s*");
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  /** Much more than any cipher's name or salt. */
  private static final int LONGEST = 256;

  private OpenSshKey() {}

  /**
   * The file with a header that does no harm.
   *
   * @param text of a key file
   * @return the same key; files in other formats as they are
   * @throws IOException if the header is none
   */
  static String checked(String text) throws IOException {
    if (!text.contains(BEGIN)) {
      return text;
    }
    Matcher frame = FRAME.matcher(text);
    if (!frame.matches()) {
      throw new StreamCorruptedException("expected nothing but one key between BEGIN and END");
    }
    byte[] key;
    try {
      key = Base64.getDecoder().decode(frame.group("body").replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new StreamCorruptedException("not in base64: " + e.getMessage());
    }
    checkHeader(new DataInputStream(new ByteArrayInputStream(key)));
    // Anew, so that no two ways of reading base64 see two headers.
    return "%s\n%s\n%s\n".formatted(BEGIN, Base64.getMimeEncoder().encodeToString(key), END);
  }

  private static void checkHeader(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new StreamCorruptedException("does not begin with openssh-key-v1");
    }
    for (String part : new String[] {"cipher", "key derivation", "key derivation's options"}) {
      int length = in.readInt();
      if (length < 0 || length > LONGEST) {
        throw new StreamCorruptedException(
            "expected a %s of at most %d bytes, found %d"
                .formatted(part, LONGEST, Integer.toUnsignedLong(length)));
      }
      if (in.skipBytes(length) < length) {
        throw new EOFException("ends in its header");
      }
    }
    int keys = in.readInt();
    if (keys != 1) {
      throw new StreamCorruptedException(
          "expected one key, found %d".formatted(Integer.toUnsignedLong(keys)));
    }
  }
}
