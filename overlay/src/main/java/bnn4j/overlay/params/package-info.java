/**
 * Parameter sets: packed weights and thresholds per layer and PE, and their folder of files.
 *
 * <p>Equal to the byte with BNN-PYNQ's. Depends on {@code bnn4j.overlay} and the JDK.
 */
package bnn4j.overlay.params;
