/**
 * Loads datasets by name: catalogue, data directory, splits.
 *
 * <p>The formats plug in from the packages below through {@link bnn4j.datasets.DatasetFormat}, so
 * this package depends on none of them; only on the JDK and Jackson (for the catalogue).
 */
package bnn4j.datasets;
