/**
 * Trainings: {@code train}, and {@code runs} for those that were.
 *
 * <p>Shows how far a training is and lets it be interrupted.
 */
package bnn4j.cli.training;
