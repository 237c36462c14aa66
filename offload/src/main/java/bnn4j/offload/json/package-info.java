/**
 * Overlay and layers files of QNN-MO-PYNQ, with the line of everything that is wrong in them.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.offload}, {@code .layers} and Jackson's
 * parser.
 */
package bnn4j.offload.json;
