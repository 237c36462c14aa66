/**
 * What an experiment is: one YAML file as immutable records that refuse what makes no sense.
 *
 * <p>Reads, checks and writes configs; trains nothing. Depends on {@code overlay}, {@code
 * datasets}, {@code finnthesizer}, {@code bnn4j.trainer.overlays}, Jackson and the JDK, never on
 * DL4J.
 */
package bnn4j.experiment.spec;
