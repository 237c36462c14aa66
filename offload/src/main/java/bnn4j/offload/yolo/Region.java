package bnn4j.offload.yolo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Planes of numbers to boxes: decoding, and suppression of those that mean the same. */
final class Region {
  private static final int SIDE = LastLayer.SIDE;
  private static final int CELLS = SIDE * SIDE;
  private static final int CLASSES = VocClass.NAMES.size();

  /** Planes of a box: place, size, whether there is something, classes. */
  private static final int PLANES = 5 + CLASSES;

  /** Width and height of the expected shapes, in cells. */
  private static final float[][] ANCHORS = {
    {1.08f, 1.19f}, {3.42f, 4.41f}, {6.63f, 11.38f}, {9.42f, 5.11f}, {16.62f, 10.52f}
  };

  private final float threshold;
  private final float overlap;

  /**
   * @param threshold boxes of less probability are dropped
   * @param overlap boxes of a class that overlap a better one more are dropped
   */
  Region(float threshold, float overlap) {
    this.threshold = threshold;
    this.overlap = overlap;
  }

  /** What is found in a picture, ordered by anchor, row, column, class. */
  List<Detection> detections(float[] planes, Letterbox box) {
    int boxes = ANCHORS.length * CELLS;
    BoundingBox[] places = new BoundingBox[boxes];
    float[][] probabilities = new float[boxes][];
    for (int i = 0; i < boxes; i++) {
      places[i] = place(planes, i, box);
      probabilities[i] = probabilities(planes, i);
    }
    for (int c = 0; c < CLASSES; c++) {
      suppress(places, probabilities, c);
    }
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      for (int c = 0; c < CLASSES; c++) {
        if (probabilities[i][c] > 0) {
          int cell = i % CELLS;
          found.add(
              new Detection(
                  c, probabilities[i][c], i / CELLS, cell / SIDE, cell % SIDE, places[i]));
        }
      }
    }
    return found;
  }

  private static float value(float[] planes, int box, int plane) {
    return planes[(box / CELLS * PLANES + plane) * CELLS + box % CELLS];
  }

  private static BoundingBox place(float[] planes, int box, Letterbox letterbox) {
    float[] anchor = ANCHORS[box / CELLS];
    int cell = box % CELLS;
    float x = (cell % SIDE + logistic(value(planes, box, 0))) / SIDE;
    int row = cell / SIDE;
    float y = (row + logistic(value(planes, box, 1))) / SIDE;
    float w = (float) (Math.exp(value(planes, box, 2)) * anchor[0] / SIDE);
    float h = (float) (Math.exp(value(planes, box, 3)) * anchor[1] / SIDE);
    int side = Letterbox.SIDE;
    int columns = letterbox.columns();
    int rows = letterbox.rows();
    return new BoundingBox(
        (float) ((x - (side - columns) / 2.0 / side) / ((float) columns / side)),
        (float) ((y - (side - rows) / 2.0 / side) / ((float) rows / side)),
        w * ((float) side / columns),
        h * ((float) side / rows));
  }

  private static float logistic(float value) {
    return (float) (1 / (1 + Math.exp(-value)));
  }

  /** Of each class; 0 where it is not more than the threshold. */
  private float[] probabilities(float[] planes, int box) {
    float something = logistic(value(planes, box, 4));
    float largest = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < CLASSES; c++) {
      largest = Math.max(largest, value(planes, box, 5 + c));
    }
    float[] probabilities = new float[CLASSES];
    float sum = 0;
    for (int c = 0; c < CLASSES; c++) {
      probabilities[c] = (float) Math.exp(value(planes, box, 5 + c) - largest);
      sum += probabilities[c];
    }
    for (int c = 0; c < CLASSES; c++) {
      float probability = something * (probabilities[c] / sum);
      probabilities[c] = probability > threshold ? probability : 0;
    }
    return probabilities;
  }

  private void suppress(BoundingBox[] places, float[][] probabilities, int c) {
    int[] order =
        IntStream.range(0, places.length)
            .filter(i -> probabilities[i][c] > 0)
            .boxed()
            .sorted(Comparator.comparing(i -> -probabilities[i][c]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      if (probabilities[order[i]][c] == 0) {
        continue;
      }
      for (int j = i + 1; j < order.length; j++) {
        if (places[order[i]].overlap(places[order[j]]) > overlap) {
          probabilities[order[j]][c] = 0;
        }
      }
    }
  }
}
