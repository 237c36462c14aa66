package bnn4j.cluster.inference;

import bnn4j.cluster.inference.TableFormat.Kind;
import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The output table: parts are written beside it and moved into place together. */
final class Table implements AutoCloseable {
  private final HadoopFiles files;
  private final Path out;
  private final Path gathering;

  /**
   * A table that is not there yet.
   *
   * @throws Refusal if something is there, or nothing can be written there
   */
  Table(HadoopFiles files, String uri) {
    this.files = files;
    this.out = new Path(uri);
    if (files.status(out).isPresent()) {
      throw new Refusal("--out %s: exists; delete it or choose another".formatted(uri));
    }
    String name = ".%s-%s".formatted(out.getName(), UUID.randomUUID());
    this.gathering = out.getParent() == null ? new Path(name) : new Path(out.getParent(), name);
    try {
      fileSystem().mkdirs(new Path(gathering, "parts"));
    } catch (IOException e) {
      throw new Refusal("--out %s: cannot be written: %s".formatted(uri, FailureText.reason(e)), e);
    }
  }

  private FileSystem fileSystem() throws IOException {
    return files.of(out);
  }

  /** Where workers write parts, each under a name of its own. */
  String parts() {
    return new Path(gathering, "parts").toString();
  }

  /**
   * Puts parts into place.
   *
   * @param parts in the order of the table
   * @throws Refusal if the driver does not see what a worker wrote
   */
  void complete(TableFormat format, List<PartFile> parts) {
    try {
      for (PartFile part : parts) {
        if (files.status(new Path(part.file())).isEmpty()) {
          throw new Refusal(
              ("--out %s: the files of a worker are not visible on this machine; choose"
                      + " a file system that all machines share")
                  .formatted(out));
        }
      }
      Path whole = new Path(gathering, "whole");
      if (format.kind() == Kind.CSV) {
        join(format, parts, whole);
      } else {
        gather(parts, whole);
      }
      if (!fileSystem().rename(whole, out)) {
        throw new IOException("cannot be moved into place");
      }
    } catch (IOException e) {
      throw new Refusal("--out %s: cannot be written: %s".formatted(out, FailureText.reason(e)), e);
    }
  }

  private void join(TableFormat format, List<PartFile> parts, Path whole) throws IOException {
    try (OutputStream file = fileSystem().create(whole)) {
      file.write(CsvRows.header(format).getBytes(StandardCharsets.UTF_8));
      for (PartFile part : parts) {
        try (InputStream in = fileSystem().open(new Path(part.file()))) {
          in.transferTo(file);
        }
      }
    }
  }

  private void gather(List<PartFile> parts, Path whole) throws IOException {
    fileSystem().mkdirs(whole);
    for (int i = 0; i < parts.size(); i++) {
      Path target = new Path(whole, "part-%05d.snappy.parquet".formatted(i));
      if (!fileSystem().rename(new Path(parts.get(i).file()), target)) {
        throw new IOException(target + " cannot be moved into place");
      }
    }
    // What other programs of Hadoop look for before they read.
    fileSystem().create(new Path(whole, "_SUCCESS")).close();
  }

  @Override
  public void close() {
    try {
      fileSystem().delete(gathering, true);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be removed: %s".formatted(gathering, e.getMessage()), e);
    }
  }
}
