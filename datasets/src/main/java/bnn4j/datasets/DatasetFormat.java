package bnn4j.datasets;

/**
 * A way to store data sets, found through {@link java.util.ServiceLoader}: the packages below
 * provide these, so nothing here depends on them.
 */
public interface DatasetFormat {

  /** What the catalogue calls it, such as {@code idx}. */
  String name();

  /** A data set of this format in that directory. Reads nothing yet. */
  Dataset open(CatalogueEntry entry, DataDirectory directory, Reading reading);
}
