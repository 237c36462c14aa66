package bnn4j.evaluation.locate;

import bnn4j.foundation.Csv;
import bnn4j.json.ResultJson;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Finds as other programs read them. */
public final class FindsJson {
  private FindsJson() {}

  /** An array of objects, in the order given. */
  public static String of(List<Find> finds) {
    return ResultJson.text(finds.stream().map(FoundThing::of).toList());
  }

  /** A find and its window, in pixels of the photo. */
  private record FoundThing(
      @JsonProperty("class") int index,
      String name,
      int score,
      int x,
      int y,
      int width,
      int height) {
    static FoundThing of(Find find) {
      Window window = find.window();
      return new FoundThing(
          find.index(),
          find.name(),
          find.score(),
          window.x(),
          window.y(),
          window.size(),
          window.size());
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
