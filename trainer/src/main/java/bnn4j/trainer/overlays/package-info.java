/**
 * Overlays of the user's own, described in YAML.
 *
 * <p>Stands in the trainer because {@code overlay} has no library but the JDK, and the trainer,
 * which writes the description beside a parameter set, is the lowest room with both. May depend on
 * {@code overlay} and Jackson; no DL4J.
 */
package bnn4j.trainer.overlays;
