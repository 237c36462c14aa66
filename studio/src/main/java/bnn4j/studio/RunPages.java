package bnn4j.studio;

import bnn4j.experiment.archive.RecordedRun;
import bnn4j.experiment.archive.RunArchive;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.loop.EpochMetrics;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Trainings, running and finished. */
record RunPages(Project project) {
  private static final long MOST_BYTES = 64L << 20;

  /** All runs; one that is broken says so and leaves the others alone. */
  Reply list() throws IOException {
    ArrayNode array = Json.array();
    for (RunArchive.Entry entry : new RunArchive(project.runs()).entries()) {
      ObjectNode node = array.addObject().put("name", entry.name());
      try {
        describe(entry.read(), node);
      } catch (Refusal e) {
        node.put("problem", e.getMessage());
      }
    }
    return Reply.json(array);
  }

  /** The curves of one. */
  Reply run(Request request) throws IOException {
    RecordedRun run = entry(request.parameter("name")).read();
    ObjectNode node = Json.object().put("name", run.name());
    describe(run, node);
    ArrayNode epochs = node.putArray("metrics");
    for (EpochMetrics epoch : run.epochs()) {
      ObjectNode point = epochs.addObject().put("epoch", epoch.epoch());
      Json.put(point, "loss", epoch.loss());
      Json.put(point, "train", epoch.trainAccuracy());
      Json.put(point, "validation", epoch.validationAccuracy());
      Json.put(point, "rate", epoch.learningRate());
      Json.put(point, "speed", epoch.samplesPerSecond());
    }
    node.put("config", run.spec().toYaml());
    return Reply.json(node);
  }

  /** The report with confusion and mistakes. */
  Reply report(Request request) throws IOException {
    Path report = entry(request.parameter("name")).folder().reportFile();
    if (!Files.isRegularFile(report) || Files.size(report) > MOST_BYTES) {
      throw new Refusal(
          "this run has no report yet; the report is written when the run is finished");
    }
    return Reply.report(Files.readAllBytes(report));
  }

  /** By a name of the list: what is in the address never becomes a path. */
  private RunArchive.Entry entry(String name) throws IOException {
    return new RunArchive(project.runs())
        .entries().stream()
            .filter(entry -> entry.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new Refusal("no such run"));
  }

  private static void describe(RecordedRun run, ObjectNode node) {
    node.put("network", run.spec().network());
    node.put("dataset", run.spec().dataset());
    node.put("done", run.epochs().size());
    node.put("epochs", run.spec().epochs());
    node.put("state", run.state());
    node.put("report", Files.isRegularFile(run.folder().reportFile()));
    run.best().ifPresent(best -> Json.put(node, "validation", best.validationAccuracy()));
    run.exported().ifPresent(accuracy -> node.put("exported", accuracy.exported()));
    Json.put(node, "speed", run.samplesPerSecond());
  }
}
