package bnn4j.studio;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.evaluation.deep.DeepModel;
import bnn4j.evaluation.model.DeployedModel;
import bnn4j.evaluation.regression.Regression;
import bnn4j.foundation.Refusal;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Cards and accuracies of sets, and their trends over the checks. */
record SetPages(Project project) {
  /** All sets; one that is broken says so and leaves the others alone. */
  Reply list() throws IOException {
    ObjectNode page = Json.object();
    List<Regression> history = List.of();
    try {
      history = project.history();
    } catch (Refusal e) {
      page.put("problem", "no accuracy trends: " + e.getMessage());
    }
    page.put("regressions", history.size());
    ArrayNode array = page.putArray("sets");
    for (String name : project.sets()) {
      ObjectNode node = array.addObject().put("name", name);
      try {
        Optional<DeepModel> offload = project.offloadSet(name);
        if (offload.isPresent()) {
          describe(offload.get(), node);
        } else {
          describe(project.set(name), node);
        }
      } catch (Refusal | IOException e) {
        node.put("problem", e.getMessage());
      }
      ArrayNode trend = node.putArray("trend");
      for (Regression regression : history) {
        for (SetResult result : regression.results()) {
          if (result.set().equals(name) && Double.isFinite(result.accuracy())) {
            trend
                .addObject()
                .put("time", regression.time())
                .put("place", result.place())
                .put("accuracy", result.accuracy());
          }
        }
      }
    }
    return Reply.json(page);
  }

  private static void describe(DeployedModel set, ObjectNode node) {
    var overlay = set.parameters().overlay();
    node.put("network", overlay.name());
    node.put("grey", overlay.network().input().channels() == 1);
    node.put("locates", !overlay.bitOutput());
    describe(set.parameters().classNames(), set.card(), node);
  }

  private static void describe(DeepModel model, ObjectNode node) {
    var deep = model.set().deep();
    node.put("network", "%s (offload, %s)".formatted(deep.name(), deep.overlay().name()));
    node.put("grey", deep.network().input().channels() == 1);
    node.put("locates", false);
    describe(model.set().classNames(), model.card(), node);
  }

  private static void describe(List<String> classNames, Optional<Card> known, ObjectNode node) {
    ArrayNode classes = node.putArray("classes");
    classNames.forEach(classes::add);
    known.ifPresent(
        card -> {
          node.put("dataset", card.dataset());
          if (card.floor() != null) {
            node.put("floor", card.floor());
          }
          Card.Accuracy accuracy = card.accuracy();
          if (accuracy != null) {
            node.put("accuracy", accuracy.exported());
            node.put("correct", accuracy.correct());
            node.put("images", accuracy.images());
          }
          node.put("card", CardFile.toYaml(card));
        });
  }
}
