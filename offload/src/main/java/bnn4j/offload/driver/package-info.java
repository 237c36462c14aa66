/**
 * Drives the offload accelerator call by call through registers and buffers (qnn-mo.md 7).
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.overlay.driver}, whose devices it drives,
 * and on {@code .engine}, which can stand in for a device, and what that stands on.
 */
package bnn4j.offload.driver;
