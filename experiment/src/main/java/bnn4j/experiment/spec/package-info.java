/**
 * Configs: a YAML file as immutable records that refuse invalid values.
 *
 * <p>Reads, checks and writes configs with {@code bnn4j.yaml}; trains nothing. Settings of the
 * training are records of {@code bnn4j.trainer.settings}, what it is for is a {@link
 * bnn4j.experiment.spec.Target}.
 */
package bnn4j.experiment.spec;
