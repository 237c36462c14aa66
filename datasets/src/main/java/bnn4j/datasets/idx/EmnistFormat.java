package bnn4j.datasets.idx;

/** EMNIST: IDX files with transposed images; the catalogue defines the first label. */
public final class EmnistFormat extends IdxFormat {
  static final String NAME = "emnist";

  @Override
  public String name() {
    return NAME;
  }
}
