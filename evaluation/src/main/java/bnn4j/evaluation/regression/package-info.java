/**
 * Checks all parameter sets against their floors and earlier checks.
 *
 * <p>Records of results, and the files written from them: JUnit XML, JSON, a history, a page. What
 * runs is a check of {@code bnn4j.evaluation.accuracy} or {@code bnn4j.evaluation.deep}.
 */
package bnn4j.evaluation.regression;
