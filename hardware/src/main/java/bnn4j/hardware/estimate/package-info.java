/**
 * Estimates cost and speed of an overlay by formulas, and lists the resources of boards.
 *
 * <p>May depend on {@code overlay}; knows no tools and draws nothing.
 */
package bnn4j.hardware.estimate;
