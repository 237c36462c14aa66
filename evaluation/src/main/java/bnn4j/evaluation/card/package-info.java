/**
 * Cards of models and parameter sets: origin, expected input, accuracy.
 *
 * <p>Travels inside {@code model.zip} and beside a parameter set as {@code card.yaml}. Enums and
 * records; the config that a card carries is kept as it was written.
 */
package bnn4j.evaluation.card;
