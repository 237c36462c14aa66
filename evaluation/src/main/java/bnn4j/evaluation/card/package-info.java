/**
 * The card: where a model or parameter set comes from, what it expects, what it reached.
 *
 * <p>Travels inside {@code model.zip} and beside a parameter set as {@code card.yaml}. Enums and
 * records; the config that a card carries is kept as it was written.
 */
package bnn4j.evaluation.card;
