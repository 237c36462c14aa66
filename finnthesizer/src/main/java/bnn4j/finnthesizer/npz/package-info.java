/**
 * Networks from numpy archives, as BNN-PYNQ's trainer writes them.
 *
 * <p>Reads into {@link bnn4j.finnthesizer.FloatNetwork}, trusting nothing that a file says. Depends
 * on {@code bnn4j.finnthesizer}, {@code overlay} and the JDK.
 */
package bnn4j.finnthesizer.npz;
