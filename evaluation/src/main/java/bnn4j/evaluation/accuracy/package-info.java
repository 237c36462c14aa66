/**
 * Measures the accuracy of a parameter set on the engine or on hardware, and writes the result as
 * text, JSON and JUnit XML.
 *
 * <p>Results of one set and of all sets share {@link bnn4j.evaluation.accuracy.SetJson}.
 */
package bnn4j.evaluation.accuracy;
