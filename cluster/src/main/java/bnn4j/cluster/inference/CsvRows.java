package bnn4j.cluster.inference;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.evaluation.pictures.Answer;
import bnn4j.foundation.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** CSV lines without the header, which is written once for all parts. */
final class CsvRows implements RowWriter {
  private final TableFormat format;
  private final Writer out;

  CsvRows(TableFormat format, Path file, HadoopFiles files) throws IOException {
    this.format = format;
    this.out =
        new BufferedWriter(
            new OutputStreamWriter(files.of(file).create(file, true), StandardCharsets.UTF_8));
  }

  /** The first line. */
  static String header(TableFormat format) {
    List<String> header = new ArrayList<>(List.of("index", "file"));
    if (format.labeled()) {
      header.add("actual");
    }
    for (int rank = 1; rank <= format.top(); rank++) {
      String suffix = TableFormat.suffix(rank);
      header.addAll(List.of("class" + suffix, "name" + suffix, "score" + suffix));
    }
    return Csv.line(header) + "\n";
  }

  @Override
  public void write(Row row) throws IOException {
    List<String> fields = new ArrayList<>(List.of(Long.toString(row.index()), row.file()));
    if (format.labeled()) {
      fields.add(row.actual() < 0 ? "" : Integer.toString(row.actual()));
    }
    for (Answer answer : row.answers()) {
      fields.add(Integer.toString(answer.index()));
      fields.add(answer.name());
      fields.add(Integer.toString(answer.score()));
    }
    out.write(Csv.line(fields));
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
