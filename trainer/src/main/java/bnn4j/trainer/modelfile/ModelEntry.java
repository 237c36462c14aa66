package bnn4j.trainer.modelfile;

/**
 * The known entries of a model file or checkpoint: three of DL4J and three of bnn4j. Other entries
 * that DL4J's restorer would read, such as serialized Java objects, are not among them.
 */
public enum ModelEntry {
  /** The layers. */
  CONFIGURATION("configuration.json", 1 << 24),
  /** Weights and batch norms, in the order of the layers. */
  COEFFICIENTS("coefficients.bin", Long.MAX_VALUE),
  /** The state of the updater. */
  UPDATER("updaterState.bin", Long.MAX_VALUE),
  /** Where a model comes from. */
  CARD("card.yaml", 1 << 20),
  /** What it runs on, if that is not a published overlay. */
  OVERLAY("overlay.yaml", 1 << 20),
  /** Where the run of a checkpoint stands. */
  STATE("state.json", 1 << 24);

  private final String fileName;
  private final long mostBytes;

  ModelEntry(String fileName, long mostBytes) {
    this.fileName = fileName;
    this.mostBytes = mostBytes;
  }

  /** Its name in the zip. */
  public String fileName() {
    return fileName;
  }

  /** More than any true one has; numbers are as many as the configuration says. */
  long mostBytes() {
    return mostBytes;
  }
}
