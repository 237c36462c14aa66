/**
 * The card: where a model or parameter set comes from, what it expects, what it reached.
 *
 * <p>Travels inside {@code model.zip} and beside a parameter set as {@code card.yaml}. May depend
 * on {@code datasets}, {@code overlay}, {@code bnn4j.trainer.spec} and Jackson; no DL4J.
 */
package bnn4j.evaluation.card;
