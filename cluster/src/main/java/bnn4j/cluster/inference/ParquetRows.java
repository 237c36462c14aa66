package bnn4j.cluster.inference;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import bnn4j.cluster.storage.HadoopFiles;
import bnn4j.evaluation.pictures.Answer;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** A Parquet file. */
final class ParquetRows implements RowWriter {
  private final TableFormat format;
  private final MessageType schema;
  private final ParquetWriter<Group> out;

  ParquetRows(TableFormat format, Path file, HadoopFiles files) throws IOException {
    this.format = format;
    this.schema = schema(format);
    Configuration configuration = files.configuration();
    this.out =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, configuration))
            .withConf(configuration)
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build();
  }

  private static MessageType schema(TableFormat format) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    schema.required(INT64).named("index");
    schema.required(BINARY).as(stringType()).named("file");
    if (format.labeled()) {
      schema.optional(INT32).named("actual");
    }
    for (int rank = 1; rank <= format.top(); rank++) {
      String suffix = TableFormat.suffix(rank);
      // There may be fewer classes than answers asked for.
      schema.optional(INT32).named("class" + suffix);
      schema.optional(BINARY).as(stringType()).named("name" + suffix);
      schema.optional(INT32).named("score" + suffix);
    }
    return schema.named("inference");
  }

  @Override
  public void write(Row row) throws IOException {
    Group group = new SimpleGroup(schema);
    group.add("index", row.index());
    group.add("file", row.file());
    if (format.labeled() && row.actual() >= 0) {
      group.add("actual", row.actual());
    }
    int rank = 1;
    for (Answer answer : row.answers()) {
      String suffix = TableFormat.suffix(rank++);
      group.add("class" + suffix, answer.index());
      group.add("name" + suffix, answer.name());
      group.add("score" + suffix, answer.score());
    }
    out.write(group);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
