package bnn4j.overlay.engine;

/** What the first layer reads: pictures unpacked from input words. */
sealed interface InputMap permits ActivationMap, PictureMap {
  /**
   * Takes a picture.
   *
   * @param image its place in the map; images are loaded in order
   * @param input packed
   * @param offset where the picture starts
   */
  void load(int image, long[] input, int offset);
}
