/**
 * Converts a model file to a parameter folder with its card.
 *
 * <p>Folds with {@code finnthesizer}, writes cards of {@code bnn4j.evaluation.card}, and reads
 * model files with {@code bnn4j.trainer.modelfile}, which sees no DL4J.
 */
package bnn4j.experiment.export;
