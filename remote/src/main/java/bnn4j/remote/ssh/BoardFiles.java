package bnn4j.remote.ssh;

import bnn4j.foundation.Checksum;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.remote.ssh.SshConnection.Result;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.sshd.sftp.client.SftpClient;

/** Copies files to the board and back; nothing counts as copied before its checksum says so. */
final class BoardFiles {
  private static final int WORDS_AT_ONCE = 8192;

  private final SshConnection connection;

  BoardFiles(SshConnection connection) {
    this.connection = connection;
  }

  /** A word of the board's shell that means just this text. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Copies a file there. */
  void put(Path source, String file) {
    connection.files(
        "writing " + file,
        files -> {
          copy(files, source, file);
          return null;
        });
    check(file, sha256(source));
  }

  /** Copies the files of a folder into a new one there, with those of folders in it. */
  void putAll(Path folder, String target) {
    Map<String, String> sums = new TreeMap<>();
    connection.files(
        "writing " + target,
        files -> {
          files.mkdir(target);
          for (Path source : sorted(folder)) {
            String name = folder.relativize(source).toString().replace('\\', '/');
            if (Files.isDirectory(source)) {
              files.mkdir(target + "/" + name);
            } else {
              copy(files, source, target + "/" + name);
              sums.put("./" + name, sha256(source));
            }
          }
          return null;
        });
    Map<String, String> found =
        sums("cd %s && find . -type f -exec sha256sum {} +".formatted(quoted(target)));
    if (!found.equals(sums)) {
      throw damaged(target);
    }
  }

  private static Iterable<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(f -> !f.equals(folder)).sorted().toList();
    }
  }

  private static void copy(SftpClient files, Path source, String target) throws IOException {
    try (OutputStream out = files.write(target)) {
      Files.copy(source, out);
    }
  }

  /** Writes words there, little-endian. */
  void put(long[] words, int count, String file) {
    Checksum checksum = new Checksum();
    connection.files(
        "writing " + file,
        files -> {
          try (OutputStream out = checksum.onTheWay(new BufferedOutputStream(files.write(file)))) {
            for (int at = 0; at < count; at += WORDS_AT_ONCE) {
              out.write(littleEndian(words, at, Math.min(WORDS_AT_ONCE, count - at)));
            }
          }
          return null;
        });
    check(file, checksum.hex());
  }

  /**
   * Of a file here.
   *
   * @throws Refusal if it cannot be read
   */
  static String sha256(Path file) {
    try {
      return Checksum.of(file);
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private static byte[] littleEndian(long[] words, int at, int count) {
    byte[] bytes = new byte[count * Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(words, at, count);
    return bytes;
  }

  /**
   * Reads words from there, little-endian.
   *
   * @param count how many the file must hold
   */
  long[] get(String file, int count) {
    Checksum checksum = new Checksum();
    long[] words =
        connection.files(
            "reading " + file,
            files -> {
              long size = files.stat(file).getSize();
              if (size != (long) count * Long.BYTES) {
                throw new AcceleratorException(
                    "%s left %d bytes of results in %s, expected %d"
                        .formatted(connection.target(), size, file, (long) count * Long.BYTES));
              }
              try (InputStream in = checksum.onTheWay(files.read(file))) {
                return words(new DataInputStream(new BufferedInputStream(in)), count);
              }
            });
    check(file, checksum.hex());
    return words;
  }

  private static long[] words(DataInputStream in, int count) throws IOException {
    long[] words = new long[count];
    byte[] bytes = new byte[WORDS_AT_ONCE * Long.BYTES];
    for (int at = 0; at < count; at += WORDS_AT_ONCE) {
      int some = Math.min(WORDS_AT_ONCE, count - at);
      in.readFully(bytes, 0, some * Long.BYTES);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words, at, some);
    }
    return words;
  }

  private void check(String file, String sum) {
    if (!sums("sha256sum " + quoted(file)).containsValue(sum)) {
      throw damaged(file);
    }
  }

  /** Checksums by file name, of what {@code sha256sum} printed. */
  Map<String, String> sums(String command) {
    Result result = connection.run(command);
    Map<String, String> sums = new TreeMap<>();
    for (String line : result.output()) {
      String[] parts = line.split("\\s+\\*?", 2);
      if (parts.length == 2) {
        sums.put(parts[1], parts[0]);
      }
    }
    return sums;
  }

  private AcceleratorException damaged(String file) {
    return new AcceleratorException(
        ("%s was damaged in the transfer to or from %s: the checksums differ; check that"
                + " the board's disk is not full")
            .formatted(file, connection.target()));
  }
}
