/**
 * Converts trained floats to thresholds and packed weights.
 *
 * <p>Pure functions over a {@link bnn4j.network.TrainedNetwork}; no training framework. Depends on
 * {@code overlay} and the JDK.
 */
package bnn4j.finnthesizer;
