/**
 * The regression run over all parameter sets: what each got right, against its floor and earlier
 * regression runs.
 *
 * <p>Plain records and the files that tell of them: JUnit XML, JSON, a history, a page. Runs
 * nothing. May depend on {@code datasets} (to write files whole), {@code overlay}, {@code
 * bnn4j.trainer.report} and Jackson; no DL4J.
 */
package bnn4j.evaluation.regression;
