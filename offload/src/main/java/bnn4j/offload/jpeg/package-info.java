/**
 * Decodes JPEG to the same samples as darknet's decoder, stb_image 2.06: results of Tinier-YOLO
 * depend on their last bits (qnn-mo.md 11).
 *
 * <p>May depend on {@code bnn4j.foundation} and {@code bnn4j.datasets.picture}.
 */
package bnn4j.offload.jpeg;
