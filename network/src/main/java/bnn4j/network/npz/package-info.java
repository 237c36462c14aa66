/**
 * Reads networks from numpy archives as written by BNN-PYNQ's trainer.
 *
 * <p>Reads into {@link bnn4j.network.TrainedNetwork}, trusting nothing that a file says. Depends on
 * {@code bnn4j.network} and the JDK.
 */
package bnn4j.network.npz;
