package bnn4j.overlay.driver;

import java.util.function.IntConsumer;

/**
 * What accelerators of all kinds are to who feeds them: packed images in, result words out. How
 * they are loaded, and how many words an image has, is the business of each kind.
 *
 * <p>Belongs to one thread.
 */
public interface ImageAccelerator extends AutoCloseable {
  /**
   * Runs images one after the other, however many.
   *
   * @param input packed images from the start of the array on
   * @param images how many
   * @return result words for each image in turn
   * @throws IllegalStateException if nothing has been loaded
   * @throws IndexOutOfBoundsException before anything is run, if the array is too short
   * @throws AcceleratorException if the accelerator does not answer as it should
   */
  long[] run(long[] input, int images);

  /**
   * As {@link #run(long[], int)}, telling now and then how far it is.
   *
   * @param progress is told the number of images done, at last all of them
   */
  default long[] run(long[] input, int images, IntConsumer progress) {
    long[] output = run(input, images);
    progress.accept(images);
    return output;
  }

  /** Gives back what it holds. */
  @Override
  void close();
}
