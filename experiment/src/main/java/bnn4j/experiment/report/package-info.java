/**
 * Writes the results of a run: the table of its epochs, its curves, and the HTML report.
 *
 * <p>Knows figures and names, neither networks nor images beyond the PNGs that it is given.
 */
package bnn4j.experiment.report;
