/**
 * What a run tells: the table of its epochs, curves as pictures, the report as a page.
 *
 * <p>Knows figures and names, neither networks nor images beyond the PNGs that it is given.
 */
package bnn4j.experiment.report;
