/**
 * What an overlay will cost and how fast it will be, by formulas alone, and what a board has.
 *
 * <p>May depend on {@code overlay}; knows no tools and draws nothing.
 */
package bnn4j.hardware.estimate;
