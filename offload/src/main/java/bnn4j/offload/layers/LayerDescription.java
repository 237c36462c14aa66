package bnn4j.offload.layers;

/** A layer as a layers file has it (qnn-mo.md 3); only what the accelerator's host reads. */
public sealed interface LayerDescription {
  /** Its name, unique in none of the published files but in most of their parts. */
  String name();

  /** How messages find it: file, line, and number. */
  String place();

  /**
   * A convolution.
   *
   * @param kernel side of the kernel
   * @param stride a power of two
   * @param padding on each side; halves count for one side only
   */
  record Convolution(
      String name,
      String place,
      int kernel,
      int stride,
      MapShape input,
      MapShape output,
      double padding)
      implements LayerDescription {}

  /**
   * A pool behind a convolution.
   *
   * @param kernel that the file names; the overlay has a window of its own
   * @param input the side counts the pool's padding
   */
  record Pool(
      String name,
      String place,
      int kernel,
      int stride,
      MapShape input,
      MapShape output,
      double padding)
      implements LayerDescription {}

  /** Where the channels part. */
  record Split(String name, String place, int parts, MapShape input) implements LayerDescription {}

  /** Where parts come together. */
  record Merge(String name, String place, int parts, MapShape output) implements LayerDescription {}

  /**
   * What the accelerator has no part in.
   *
   * @param func as the file says
   */
  record Other(String name, String place, String func) implements LayerDescription {}
}
