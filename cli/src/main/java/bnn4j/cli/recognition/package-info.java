/**
 * Commands {@code infer}, {@code locate} and {@code detect}.
 *
 * <p>Reads pictures, runs them, prints answers.
 */
package bnn4j.cli.recognition;
