/**
 * Reads overlay and layers files of QNN-MO-PYNQ and reports the line of each error.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload}, {@code .layers} and Jackson's
 * parser.
 */
package bnn4j.offload.json;
