package bnn4j.studio;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.locate.Find;
import bnn4j.evaluation.locate.Locator;
import bnn4j.evaluation.locate.Search;
import bnn4j.evaluation.locate.Selection;
import bnn4j.evaluation.locate.WindowGrid;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.pictures.Answer;
import bnn4j.evaluation.pictures.PngFile;
import bnn4j.evaluation.pictures.Recognizer;
import bnn4j.evaluation.report.Html;
import bnn4j.foundation.Refusal;
import bnn4j.network.Layer;
import bnn4j.offload.deep.DeepTrace;
import bnn4j.offload.deep.DeepTracer;
import bnn4j.offload.driver.EngineOffload;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Classification of drawn, dropped or photographed images. */
final class TryPages {
  private static final int SHOWN = 8;

  private final Project project;
  private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();
  private final Map<String, LoadedOffload> loadedOffloads = new ConcurrentHashMap<>();

  TryPages(Project project) {
    this.project = project;
  }

  /** A set that is ready; its engine belongs to one request at a time. */
  private record Loaded(DeployedModel set, Engine engine, Recognizer recognizer) {}

  /** The same of a network that is offloaded layer by layer. */
  private record LoadedOffload(DeepModel model, DeepTracer tracer, Recognizer recognizer) {}

  /** By a name of the list: what is in the address never becomes a path. */
  private void expectKnown(String name) throws IOException {
    if (!project.sets().contains(name)) {
      throw new Refusal("no such parameter set");
    }
  }

  private Optional<LoadedOffload> loadOffload(String name) throws IOException {
    LoadedOffload known = loadedOffloads.get(name);
    if (known != null || loaded.containsKey(name)) {
      return Optional.ofNullable(known);
    }
    expectKnown(name);
    Optional<LoadedOffload> now =
        project
            .offloadSet(name)
            .map(
                model ->
                    new LoadedOffload(
                        model,
                        new DeepTracer(model.set(), new EngineOffload(1)),
                        Recognizer.of(
                            model.set().network().input(), model.card(), Optional.empty())));
    now.ifPresent(ready -> loadedOffloads.put(name, ready));
    return now;
  }

  private Loaded load(String name) throws IOException {
    Loaded known = loaded.get(name);
    if (known != null) {
      return known;
    }
    expectKnown(name);
    DeployedModel set = project.set(name);
    ParameterSet parameters = set.parameters();
    Loaded now = new Loaded(set, Engine.of(parameters), Recognizer.of(set, Optional.empty()));
    loaded.put(name, now);
    return now;
  }

  /** The first classes, what the network sees, and what its layers answer. */
  Reply classify(Request request) throws IOException {
    Optional<LoadedOffload> offload = loadOffload(request.parameter("set"));
    if (offload.isPresent()) {
      return classify(offload.get(), request);
    }
    Loaded one = load(request.parameter("set"));
    ParameterSet parameters = one.set.parameters();
    Recognizer.Sight sight = see(one.recognizer, request);
    Trace trace;
    synchronized (one.engine) {
      trace = one.engine.trace(packed(one.recognizer, sight), 0);
    }
    ObjectNode node = seen(one.recognizer, sight);
    answers(parameters, trace).forEach(node.putArray("answers")::add);
    if (request.query().containsKey("layers")) {
      ArrayNode layers = node.putArray("layers");
      for (var layer : parameters.overlay().layers()) {
        add(
            layers,
            layer.index(),
            layer.layer(),
            ActivationPicture.of(layer, trace.layers().get(layer.index())));
      }
    }
    return Reply.json(node);
  }

  private static Reply classify(LoadedOffload one, Request request) {
    Recognizer.Sight sight = see(one.recognizer, request);
    DeepTrace trace;
    synchronized (one.tracer) {
      trace = one.tracer.trace(packed(one.recognizer, sight), 0);
    }
    ObjectNode node = seen(one.recognizer, sight);
    ArrayNode answers = node.putArray("answers");
    Answer.ranked(one.model.set().classNames(), trace.scores(one.model.set()), 0).stream()
        .limit(SHOWN)
        .map(answer -> answer(answer, answer.score()))
        .forEach(answers::add);
    if (request.query().containsKey("layers")) {
      ArrayNode array = node.putArray("layers");
      List<Layer> layers = one.model.set().network().layers();
      for (int i = 0; i < layers.size(); i++) {
        Layer layer = layers.get(i);
        int[] values =
            i < trace.activations().size() ? wide(trace.activations().get(i)) : trace.sums();
        int side = layer.isDense() ? 1 : layer.shape().dimension();
        add(array, i, layer, ActivationPicture.of(values, layer.neurons(), side));
      }
    }
    return Reply.json(node);
  }

  private static int[] wide(byte[] values) {
    int[] wide = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static Recognizer.Sight see(Recognizer recognizer, Request request) {
    return recognizer.see(PictureReader.read("the picture", request.body()), "the picture");
  }

  private static long[] packed(Recognizer recognizer, Recognizer.Sight sight) {
    long[] words = new long[recognizer.words()];
    recognizer.pack(sight.pixels(), words, 0);
    return words;
  }

  private static ObjectNode seen(Recognizer recognizer, Recognizer.Sight sight) {
    return Json.object()
        .put("seen", Html.dataUri(PngFile.of(recognizer.shown(sight.pixels()))))
        .put("inverted", sight.inverted());
  }

  private static void add(ArrayNode layers, int index, Layer layer, BufferedImage picture) {
    layers
        .addObject()
        .put("name", "%d: %s".formatted(index, layer.description()))
        .put("picture", Html.dataUri(PngFile.of(picture)));
  }

  private static ObjectNode answer(Answer answer, int strength) {
    return Json.object()
        .put("class", answer.index())
        .put("name", answer.name().isEmpty() ? "no class" : answer.name())
        .put("score", answer.score())
        .put("strength", strength);
  }

  /** The host's choice first. Bits are followed by those that came nearest to being set. */
  private static List<ObjectNode> answers(ParameterSet parameters, Trace trace) {
    List<Answer> ranked = Answer.ranked(parameters, Decode.MULTIPLE, trace.output(), 0);
    boolean bits = parameters.overlay().bitOutput();
    Stream<Answer> rest = ranked.stream().skip(1);
    if (bits) {
      rest =
          rest.sorted(
              Comparator.comparingInt((Answer a) -> strength(parameters, trace, a)).reversed());
    }
    return Stream.concat(Stream.of(ranked.get(0)), rest)
        .limit(SHOWN)
        .map(answer -> answer(answer, strength(parameters, trace, answer)))
        .toList();
  }

  /** The score; of bits by how much the accumulator is above the lowest threshold of the class. */
  private static int strength(ParameterSet parameters, Trace trace, Answer answer) {
    Overlay overlay = parameters.overlay();
    if (!overlay.bitOutput() || answer.index() >= parameters.classes()) {
      return answer.score();
    }
    int last = overlay.layers().size() - 1;
    int most = Integer.MIN_VALUE;
    for (int output = answer.index();
        output < parameters.outputs();
        output += parameters.classes()) {
      int accumulator = trace.layers().get(last).accumulators()[output];
      most = Math.max(most, accumulator - parameters.thresholds(last, output)[0]);
    }
    return most;
  }

  /** Where in a photo the set's things are. */
  Reply locate(Request request) throws IOException {
    if (loadOffload(request.parameter("set")).isPresent()) {
      throw new Refusal("sets for offload overlays cannot locate; choose another set");
    }
    Loaded one = load(request.parameter("set"));
    ParameterSet parameters = one.set.parameters();
    Picture picture = PictureReader.read("the picture", request.body());
    Locator locator = new Locator(one.set, picture);
    Selection selection = Selection.of(parameters);
    String only = request.query().getOrDefault("only", "");
    if (!only.isEmpty()) {
      selection = selection.withOnly(Selection.classes(parameters, List.of(only)));
    }
    ObjectNode node = Json.object().put("width", picture.columns()).put("height", picture.rows());
    try (EngineAccelerator accelerator =
        new EngineAccelerator(parameters.overlay(), Runtime.getRuntime().availableProcessors())) {
      accelerator.load(parameters);
      var windows =
          WindowGrid.of(picture.rows(), picture.columns()).over(picture.rows(), picture.columns());
      Search.Found found = new Search(locator, selection).over(windows, accelerator, done -> {});
      node.put("windows", windows.size());
      ArrayNode finds = node.putArray("finds");
      for (Find find : found.things()) {
        finds
            .addObject()
            .put("name", find.name())
            .put("score", find.score())
            .put("x", find.window().x())
            .put("y", find.window().y())
            .put("size", find.window().size());
      }
    }
    return Reply.json(node);
  }
}
