/**
 * Runs Yosys to map an overlay's SystemVerilog to FPGA primitives, and reads its counts.
 *
 * <p>May depend on the packages {@code rtl}, {@code estimate}, {@code simulation} for its tools,
 * and Jackson.
 */
package bnn4j.hardware.synthesis;
