/**
 * Decodes JPEG to the very samples that darknet's decoder gives, which is stb_image 2.06: what
 * Tinier-YOLO finds depends on their last bits (qnn-mo.md 11).
 *
 * <p>May depend on {@code bnn4j.foundation} and {@code bnn4j.datasets.picture}.
 */
package bnn4j.offload.jpeg;
