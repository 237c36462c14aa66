/**
 * Detects objects in photos with Tinier-YOLO: the processor's part before and after the accelerator
 * (qnn-mo.md 8), in 32-bit floats as in the original.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.datasets.picture}, {@code bnn4j.offload},
 * {@code .numpy}, {@code .jpeg}, {@code .driver} and what these stand on.
 */
package bnn4j.offload.yolo;
