package bnn4j.overlay;

/**
 * What the network sees of a picture (formats.md 5).
 *
 * @param channels 1 for gray, 3 for colour
 * @param dimension rows and columns
 * @param bits 1: a pixel is -1 or +1; 8: a channel value is -128/128 .. 127/128
 */
public record InputFormat(int channels, int dimension, int bits) {
  /** Values per picture. */
  public int values() {
    return channels * dimension * dimension;
  }
}
