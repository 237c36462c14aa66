/**
 * What a parameter set gets right, in the engine or on hardware: the check, its result for people
 * and as JSON and JUnit XML.
 *
 * <p>Results of one set and of all sets share {@link bnn4j.evaluation.accuracy.SetJson}.
 */
package bnn4j.evaluation.accuracy;
