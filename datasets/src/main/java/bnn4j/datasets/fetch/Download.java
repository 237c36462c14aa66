package bnn4j.datasets.fetch;

import bnn4j.datasets.DataFile;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** Downloads one file from one address and resumes an earlier attempt. */
final class Download {
  /** How often in a row an address may bring nothing new before it is given up. */
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 2;

  private final ProgressListener listener;
  private final Duration patience;

  /** Made when first needed: it starts threads. */
  private HttpClient client;

  Download(ProgressListener listener, Duration patience) {
    this.listener = listener;
    this.patience = patience;
  }

  /**
   * Fills {@code part} and checks it.
   *
   * @return why it failed; empty if the part is now whole and right
   */
  Optional<String> fetch(URI address, DataFile.Download file, Path part) throws IOException {
    boolean resumed = length(part) > 0;
    Optional<String> failure = complete(address, file, part);
    if (failure.isEmpty() && !hasChecksum(part, file)) {
      failure = Optional.of("its checksum differs from the catalogue");
      Files.delete(part);
      // The wrong bytes may be from an earlier attempt, perhaps at another address.
      return resumed ? fetch(address, file, part) : failure;
    }
    return failure;
  }

  /** Asks for what is missing until nothing more comes. */
  private Optional<String> complete(URI address, DataFile.Download file, Path part)
      throws IOException {
    String failure = "";
    for (int idle = 0; idle < ATTEMPTS_WITHOUT_PROGRESS; idle++) {
      long before = length(part);
      if (before > file.size()) {
        Files.delete(part);
        before = 0;
      }
      if (before == file.size()) {
        return Optional.empty();
      }
      try {
        receive(address, file, part, before);
        return Optional.empty();
      } catch (WrongAnswer e) {
        return Optional.of(e.getMessage());
      } catch (IOException e) {
        failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      }
      if (length(part) > before) {
        idle = -1;
      }
    }
    return Optional.of(failure);
  }

  private void receive(URI address, DataFile.Download file, Path part, long have)
      throws IOException {
    HttpResponse<InputStream> response = ask(address, have);
    try (InputStream body = new PatientStream(response.body(), patience)) {
      boolean goesOn = response.statusCode() == 206 && startsAt(response, have);
      if (response.statusCode() != 200 && !goesOn) {
        throw new WrongAnswer("HTTP status " + response.statusCode());
      }
      try (FileChannel out =
          FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // A server that knows no ranges sends everything: start over.
        out.truncate(goesOn ? have : 0).position(out.size());
        copy(body, out, file);
        out.force(true);
      }
    }
  }

  private void copy(InputStream body, FileChannel out, DataFile.Download file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long done = out.position();
    listener.progress(file.name(), done, file.size());
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      done += read;
      if (done > file.size()) {
        throw new WrongAnswer("sent more than the expected %d bytes".formatted(file.size()));
      }
      out.write(ByteBuffer.wrap(buffer, 0, read));
      listener.progress(file.name(), done, file.size());
    }
    if (done < file.size()) {
      throw new IOException("ended after %d of %d bytes".formatted(done, file.size()));
    }
  }

  private HttpResponse<InputStream> ask(URI address, long from) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(patience);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(address + ": interrupted; run fetch again to continue", e);
    }
  }

  private HttpClient client() {
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NORMAL)
              .connectTimeout(patience)
              .build();
    }
    return client;
  }

  private static boolean startsAt(HttpResponse<?> response, long offset) {
    return response
        .headers()
        .firstValue("Content-Range")
        .filter(range -> range.startsWith("bytes " + offset + "-"))
        .isPresent();
  }

  /** Whether these are the published bytes; true if no checksum is published. */
  static boolean hasChecksum(Path path, DataFile.Download file) throws IOException {
    Optional<Checksum.Expected> expected = file.checksum();
    if (expected.isEmpty()) {
      return true;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return expected.get().found(in).equals(expected.get().hex());
    }
  }

  private static long length(Path part) throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** An answer that asking again will not better. */
  private static final class WrongAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    WrongAnswer(String message) {
      super(message);
    }
  }
}
