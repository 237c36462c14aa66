package bnn4j.onnx.file;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.onnx.proto.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model in an ONNX file. */
public final class OnnxFile {
  private OnnxFile() {}

  /**
   * Reads a model.
   *
   * @throws Refusal if the file is missing, cut off, or no ONNX model
   */
  public static ModelProto read(Path file) {
    InputFile.check(file, "an ONNX model");
    try (InputStream in = Files.newInputStream(file)) {
      ModelProto model = ModelProto.parseFrom(in);
      if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
        throw new Refusal(file + ": not an ONNX model, or a model without a graph");
      }
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new Refusal(
          "%s: not an ONNX model, or truncated or damaged (%s)".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  /**
   * Writes a model; the same model gives the same bytes.
   *
   * @throws Refusal if it cannot be written; what was there is still there
   */
  public static void write(ModelProto model, Path file) {
    AtomicFile.write(file, model::writeTo);
  }
}
