/**
 * Generates SystemVerilog from an overlay: generated stages and top module, handwritten library
 * modules.
 *
 * <p>Depends on {@code bnn4j.overlay} and {@code bnn4j.foundation}.
 */
package bnn4j.hardware.rtl;
