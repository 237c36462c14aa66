/**
 * Simulates the overlay cycle by cycle: Verilator builds, the process, a device for the driver.
 *
 * <p>Depends on {@code bnn4j.hardware.rtl}, {@code bnn4j.overlay} and {@code bnn4j.foundation}.
 */
package bnn4j.hardware.simulation;
