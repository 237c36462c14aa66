package bnn4j.onnx;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedNetwork;
import bnn4j.onnx.export.DataflowExport;
import bnn4j.onnx.export.QonnxExport;
import bnn4j.onnx.file.OnnxFile;
import bnn4j.onnx.proto.ModelProto;
import bnn4j.onnx.proto.ValueInfoProto;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.nio.file.Path;
import java.util.List;

/** A parameter set or a trained network, ready to be written as an ONNX file. */
public final class OnnxExport {
  private final ModelProto model;

  private OnnxExport(ModelProto model) {
    this.model = model;
  }

  /** A set for FINN's builder: one picture at a time; bits and class, of scores the class only. */
  public static OnnxExport forFinn(ParameterSet set) {
    return new OnnxExport(DataflowExport.of(set, DataflowExport.Target.FINN));
  }

  /** A set for any runtime: any number of pictures at a time; scores or bits, and the class. */
  public static OnnxExport forRuntimes(ParameterSet set) {
    return new OnnxExport(DataflowExport.of(set, DataflowExport.Target.ONNX));
  }

  /**
   * A trained network as QONNX, with latent weights and batch norms.
   *
   * @param overlay that it fits
   * @param classNames one per output
   * @throws Refusal naming layer and neuron if the graph would decide otherwise than training
   */
  public static OnnxExport asQonnx(
      TrainedNetwork network, Overlay overlay, List<String> classNames) {
    return new OnnxExport(QonnxExport.of(network, overlay, classNames));
  }

  /** Names of the tensors that go in. */
  public List<String> inputs() {
    return model.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList();
  }

  /** Names of the tensors that come out. */
  public List<String> outputs() {
    return model.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList();
  }

  /**
   * Writes the file; the same network gives the same bytes.
   *
   * @throws Refusal if it cannot be written; what was there is still there
   */
  public void write(Path file) {
    OnnxFile.write(model, file);
  }
}
