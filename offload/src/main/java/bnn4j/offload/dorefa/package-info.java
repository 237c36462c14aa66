/**
 * Classifies photos with DoReFa-Net: the processor's part before and after the accelerator (qnn-
 * mo.md 9).
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.datasets.picture}, {@code
 * bnn4j.datasets.pickle}, {@code bnn4j.offload}, {@code .numpy}, {@code .driver} and what these
 * stand on.
 */
package bnn4j.offload.dorefa;
