/**
 * What a training run leaves for people to read: numbers per epoch, confusion, curves, one page.
 *
 * <p>Takes plain records and writes files; evaluates nothing. Depends on {@code overlay}, {@code
 * datasets} (to write files whole), XChart and the JDK, never on DL4J.
 */
package bnn4j.evaluation.report;
