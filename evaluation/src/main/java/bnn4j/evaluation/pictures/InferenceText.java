package bnn4j.evaluation.pictures;

import bnn4j.foundation.Csv;
import bnn4j.json.ResultJson;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of an inference as text.
 *
 * @param pictures in their order
 * @param top how many answers each has
 * @param classNames of the network
 */
public record InferenceText(List<InferredPicture> pictures, int top, List<String> classNames) {
  /** Limits the number of answers to the number of classes. */
  public InferenceText {
    top = Math.min(top, Math.max(1, classNames.size()));
  }

  /**
   * A line per image, {@code index,class,name}, or {@code file,class,name}.
   *
   * @param files whether the file says which it is
   */
  public String lines(boolean files) {
    StringBuilder lines = new StringBuilder();
    for (InferredPicture picture : pictures) {
      List<String> fields = new ArrayList<>();
      fields.add(files ? picture.file() : Integer.toString(picture.index()));
      fields.add(Integer.toString(picture.first().index()));
      fields.add(picture.first().name());
      lines.append(Csv.line(fields)).append('\n');
    }
    return lines.toString();
  }

  /** A table with a header, as RFC 4180 has it. */
  public String csv() {
    boolean labeled = pictures.stream().anyMatch(picture -> picture.actual().isPresent());
    List<String> header = new ArrayList<>(List.of("index", "file"));
    if (labeled) {
      header.add("actual");
    }
    for (int rank = 1; rank <= top; rank++) {
      String suffix = rank == 1 ? "" : Integer.toString(rank);
      header.addAll(List.of("class" + suffix, "name" + suffix, "score" + suffix));
    }
    StringBuilder lines = new StringBuilder(Csv.line(header)).append('\n');
    for (InferredPicture picture : pictures) {
      List<String> fields =
          new ArrayList<>(List.of(Integer.toString(picture.index()), picture.file()));
      if (labeled) {
        fields.add(
            picture.actual().isPresent() ? Integer.toString(picture.actual().getAsInt()) : "");
      }
      for (Answer answer : best(picture)) {
        fields.add(Integer.toString(answer.index()));
        fields.add(answer.name());
        fields.add(Integer.toString(answer.score()));
      }
      lines.append(Csv.line(fields)).append('\n');
    }
    return lines.toString();
  }

  /** A JSON array with an object per image. */
  public String json() {
    return ResultJson.text(
        pictures.stream()
            .map(picture -> InferredJson.of(picture, best(picture), classNames))
            .toList());
  }

  /** The accuracy of the images whose folder names their class; empty if there are none. */
  public String accuracy() {
    long labeled = pictures.stream().filter(picture -> picture.actual().isPresent()).count();
    if (labeled == 0) {
      return "";
    }
    long right = pictures.stream().filter(InferredPicture::isRight).count();
    String others =
        labeled == pictures.size()
            ? ""
            : "; %d outside class folders".formatted(pictures.size() - labeled);
    return "accuracy: %.2f %% (%d of %d%s)%n"
        .formatted(100.0 * right / labeled, right, labeled, others);
  }

  private List<Answer> best(InferredPicture picture) {
    return picture.answers().subList(0, Math.min(top, picture.answers().size()));
  }
}
