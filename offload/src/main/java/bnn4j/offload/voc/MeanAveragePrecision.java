package bnn4j.offload.voc;

import bnn4j.offload.yolo.BoundingBox;
import bnn4j.offload.yolo.Detection;
import bnn4j.offload.yolo.VocClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Mean average precision by VOC's rules: for each class the precision at growing recall, averaged.
 * A box is correct if its overlap with an object of its class is at least half and no better box
 * matches that object; difficult objects are ignored (Everingham et al. 2010).
 */
public final class MeanAveragePrecision {
  private static final double OVERLAP = 0.5;
  private static final int RECALL_STEPS = 10;

  /** A found box, and whether it is right; those on difficult objects are left out. */
  private record Verdict(float probability, boolean right) {}

  private final List<List<Verdict>> verdicts = new ArrayList<>();
  private final int[] objects = new int[VocClass.NAMES.size()];

  /** Nothing seen. */
  public MeanAveragePrecision() {
    VocClass.NAMES.forEach(name -> verdicts.add(new ArrayList<>()));
  }

  /**
   * Takes in a photo.
   *
   * @param folder that it is from
   * @param id its name there
   * @param found in it
   * @param columns of the photo
   * @param rows of the photo
   */
  public void add(VocFolder folder, String id, List<Detection> found, int columns, int rows) {
    add(AnnotationFile.read(folder.annotation(id)), found, columns, rows);
  }

  void add(List<Annotation> marked, List<Detection> found, int columns, int rows) {
    marked.stream().filter(a -> !a.difficult()).forEach(a -> objects[a.index()]++);
    boolean[] taken = new boolean[marked.size()];
    found.stream()
        .sorted(Comparator.comparing(d -> -d.probability()))
        .forEach(detection -> judge(detection, marked, taken, columns, rows));
  }

  private void judge(
      Detection detection, List<Annotation> marked, boolean[] taken, int columns, int rows) {
    int best = -1;
    double bestOverlap = 0;
    for (int i = 0; i < marked.size(); i++) {
      double overlap = overlap(marked.get(i), detection.box(), columns, rows);
      if (marked.get(i).index() == detection.index() && overlap > bestOverlap) {
        best = i;
        bestOverlap = overlap;
      }
    }
    boolean hit = bestOverlap >= OVERLAP;
    if (hit && marked.get(best).difficult()) {
      return;
    }
    verdicts.get(detection.index()).add(new Verdict(detection.probability(), hit && !taken[best]));
    if (hit) {
      taken[best] = true;
    }
  }

  private static double overlap(Annotation object, BoundingBox box, int columns, int rows) {
    return object.overlap(
        Math.max(0, (box.x() - box.w() / 2.0) * columns) + 1,
        Math.max(0, (box.y() - box.h() / 2.0) * rows) + 1,
        Math.min(columns, (box.x() + box.w() / 2.0) * columns),
        Math.min(rows, (box.y() + box.h() / 2.0) * rows));
  }

  /** Objects of a class that count. */
  public int objects(int index) {
    return objects[index];
  }

  /** Mean over the classes of which there are objects, by the eleven points of VOC 2007. */
  public double elevenPoints() {
    return mean(true);
  }

  /** Mean over the classes of which there are objects, by the area, as since VOC 2010. */
  public double area() {
    return mean(false);
  }

  private double mean(boolean elevenPoints) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < objects.length; c++) {
      if (objects[c] > 0) {
        sum += averagePrecision(c, elevenPoints);
        classes++;
      }
    }
    return classes == 0 ? 0 : sum / classes;
  }

  /**
   * Of a class.
   *
   * @param elevenPoints whether precision is averaged at eleven recalls, else over all
   */
  public double averagePrecision(int index, boolean elevenPoints) {
    List<Verdict> sorted = new ArrayList<>(verdicts.get(index));
    sorted.sort(Comparator.comparing(v -> -v.probability()));
    double[] recall = new double[sorted.size()];
    double[] precision = new double[sorted.size()];
    int right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      right += sorted.get(i).right() ? 1 : 0;
      recall[i] = (double) right / objects[index];
      precision[i] = (double) right / (i + 1);
    }
    for (int i = precision.length - 2; i >= 0; i--) {
      precision[i] = Math.max(precision[i], precision[i + 1]);
    }
    return elevenPoints ? atElevenPoints(recall, precision) : under(recall, precision);
  }

  private static double atElevenPoints(double[] recall, double[] precision) {
    double sum = 0;
    for (int step = 0; step <= RECALL_STEPS; step++) {
      for (int i = 0; i < recall.length; i++) {
        if (recall[i] >= (double) step / RECALL_STEPS) {
          sum += precision[i];
          break;
        }
      }
    }
    return sum / (RECALL_STEPS + 1);
  }

  private static double under(double[] recall, double[] precision) {
    double sum = 0;
    for (int i = 0; i < recall.length; i++) {
      sum += (recall[i] - (i == 0 ? 0 : recall[i - 1])) * precision[i];
    }
    return sum;
  }
}
