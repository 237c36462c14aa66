/**
 * From a model file to a parameter folder with its card.
 *
 * <p>May depend on {@code finnthesizer}, {@code overlay}, {@code bnn4j.trainer.network} and {@code
 * bnn4j.trainer.card}.
 */
package bnn4j.trainer.export;
