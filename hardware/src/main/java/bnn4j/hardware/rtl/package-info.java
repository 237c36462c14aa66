/**
 * From an overlay to SystemVerilog: its stages, the modules written by hand, the top generated.
 *
 * <p>Depends on {@code bnn4j.overlay} and {@code bnn4j.foundation}.
 */
package bnn4j.hardware.rtl;
