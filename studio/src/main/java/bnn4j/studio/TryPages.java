package bnn4j.studio;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
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
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.engine.Trace;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Pictures that are drawn, dropped or taken, and what the sets say of them. */
final class TryPages {
  private static final int SHOWN = 8;

  private final Project project;
  private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

  TryPages(Project project) {
    this.project = project;
  }

  /** A set that is ready; its engine belongs to one request at a time. */
  private record Loaded(DeployedModel set, Engine engine, Recognizer recognizer) {}

  private Loaded load(String name) throws IOException {
    Loaded known = loaded.get(name);
    if (known != null) {
      return known;
    }
    // By a name of the list: what is in the address never becomes a path.
    if (!project.sets().contains(name)) {
      throw new Refusal("no such parameter set");
    }
    DeployedModel set = project.set(name);
    ParameterSet parameters = set.parameters();
    Loaded now = new Loaded(set, Engine.of(parameters), Recognizer.of(set, Optional.empty()));
    loaded.put(name, now);
    return now;
  }

  /** The first classes, what the network sees, and what its layers answer. */
  Reply classify(Request request) throws IOException {
    Loaded one = load(request.parameter("set"));
    ParameterSet parameters = one.set.parameters();
    Recognizer.Sight sight =
        one.recognizer.see(PictureReader.read("the picture", request.body()), "the picture");
    long[] words = new long[one.recognizer.words()];
    one.recognizer.pack(sight.pixels(), words, 0);
    Trace trace;
    synchronized (one.engine) {
      trace = one.engine.trace(words, 0);
    }
    ObjectNode node = Json.object();
    node.put("seen", Html.dataUri(PngFile.of(one.recognizer.shown(sight.pixels()))));
    node.put("inverted", sight.inverted());
    answers(parameters, trace).forEach(node.putArray("answers")::add);
    if (request.query().containsKey("layers")) {
      ArrayNode layers = node.putArray("layers");
      for (var layer : parameters.overlay().layers()) {
        layers
            .addObject()
            .put("name", "%d: %s".formatted(layer.index(), layer.layer().description()))
            .put(
                "picture",
                Html.dataUri(
                    PngFile.of(ActivationPicture.of(layer, trace.layers().get(layer.index())))));
      }
    }
    return Reply.json(node);
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
        .map(
            answer ->
                Json.object()
                    .put("class", answer.index())
                    .put("name", answer.name().isEmpty() ? "no class" : answer.name())
                    .put("score", answer.score())
                    .put("strength", strength(parameters, trace, answer)))
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
