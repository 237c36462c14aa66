/**
 * From a model file to a parameter folder with its card.
 *
 * <p>May depend on {@code finnthesizer}, {@code overlay}, {@code bnn4j.trainer.network}, {@code
 * bnn4j.trainer.card}, and on DL4J for the network to write.
 */
package bnn4j.experiment.export;
