/**
 * Yosys, which maps an overlay's SystemVerilog to an FPGA's primitives, and what it counts.
 *
 * <p>May depend on the packages {@code rtl}, {@code estimate}, {@code simulation} for its tools,
 * and Jackson.
 */
package bnn4j.hardware.synthesis;
