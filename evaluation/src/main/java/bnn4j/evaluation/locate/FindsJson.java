package bnn4j.evaluation.locate;

import bnn4j.foundation.Csv;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Finds as other programs read them. */
public final class FindsJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private FindsJson() {}

  /** An array of objects, in the order given. */
  public static String of(List<Find> finds) {
    ArrayNode array = JSON.createArrayNode();
    for (Find find : finds) {
      ObjectNode node = array.addObject();
      node.put("class", find.index());
      node.put("name", find.name());
      node.put("score", find.score());
      node.put("x", find.window().x());
      node.put("y", find.window().y());
      node.put("width", find.window().size());
      node.put("height", find.window().size());
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A line {@code class,name,score,x,y,width,height} for each. */
  public static String lines(List<Find> finds) {
    StringBuilder lines = new StringBuilder();
    for (Find find : finds) {
      Window window = find.window();
      lines.append(
          "%d,%s,%d,%d,%d,%d,%d%n"
              .formatted(
                  find.index(),
                  Csv.field(find.name()),
                  find.score(),
                  window.x(),
                  window.y(),
                  window.size(),
                  window.size()));
    }
    return lines.toString();
  }
}
