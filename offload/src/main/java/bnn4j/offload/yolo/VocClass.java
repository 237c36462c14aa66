package bnn4j.offload.yolo;

import java.util.List;

/** The classes of PASCAL VOC, in their usual order. */
public final class VocClass {
  /** All twenty. */
  public static final List<String> NAMES =
      List.of(
          "aeroplane",
          "bicycle",
          "bird",
          "boat",
          "bottle",
          "bus",
          "car",
          "cat",
          "chair",
          "cow",
          "diningtable",
          "dog",
          "horse",
          "motorbike",
          "person",
          "pottedplant",
          "sheep",
          "sofa",
          "train",
          "tvmonitor");

  private VocClass() {}
}
