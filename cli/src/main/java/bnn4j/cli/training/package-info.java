/**
 * Commands {@code train}, {@code sweep} and {@code runs}.
 *
 * <p>Shows how far a training is and lets it be interrupted.
 */
package bnn4j.cli.training;
