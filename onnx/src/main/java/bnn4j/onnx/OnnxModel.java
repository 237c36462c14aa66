package bnn4j.onnx;

import bnn4j.finnthesizer.Synthesis;
import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.OnnxFile;
import bnn4j.onnx.graph.GraphNetwork;
import bnn4j.onnx.graph.GraphReader;
import bnn4j.onnx.synthesis.GraphSynthesis;
import bnn4j.onnx.synthesis.OverlaySuggestion;
import bnn4j.onnx.synthesis.PaddingRows;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterSet;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * An ONNX file as a network that an overlay may run. Whatever is refused is refused with the file's
 * name.
 *
 * @param file where it is
 * @param network what it is
 */
public record OnnxModel(Path file, GraphNetwork network) {
  private static final String SUFFIX = ".onnx";
  private static final int LONGEST_NAME = 60;

  /** Whether a name is that of an ONNX file. */
  public static boolean isOnnx(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /**
   * Reads a file.
   *
   * @throws Refusal if it is damaged, or naming the node that no overlay can do
   */
  public static OnnxModel read(Path file) {
    return new OnnxModel(file, named(file, () -> GraphReader.read(OnnxFile.read(file))));
  }

  /**
   * The parameter set for an overlay.
   *
   * @param classNames one per class; empty for those of the file, or else numbers
   * @throws Refusal naming layer and node if the overlay cannot run it
   */
  public Synthesis synthesize(Overlay overlay, List<String> classNames) {
    return named(file, () -> GraphSynthesis.synthesize(network, overlay, classNames));
  }

  /**
   * The set that the graph is, made to be compared with another: rows that stand for no class are
   * that one's.
   *
   * @throws Refusal as {@link #synthesize}
   */
  public ParameterSet comparableWith(ParameterSet other) {
    ParameterSet own = synthesize(other.overlay(), List.of()).parameters();
    return PaddingRows.of(other).in(own);
  }

  /**
   * An overlay of its own.
   *
   * @throws Refusal naming what no overlay has
   */
  public Overlay overlay(String name) {
    return named(file, () -> OverlaySuggestion.of(network, name));
  }

  /** A name for an overlay and for folders, made of the file's; not that of a published overlay. */
  public String name() {
    String name = file.getFileName().toString();
    String base = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    String plain = base.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[._-]+", "");
    String fit = plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    String given = fit.isEmpty() ? "network" : fit;
    return Overlays.find(given).isPresent() ? given + "-own" : given;
  }

  /** The file's name in front of what is wrong with it. */
  private static <T> T named(Path file, Supplier<T> step) {
    try {
      return step.get();
    } catch (Refusal e) {
      String message = e.getMessage();
      throw message.startsWith(file.toString()) ? e : new Refusal(file + ": " + message, e);
    }
  }
}
