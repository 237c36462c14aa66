/**
 * Parts of reports: confusion matrices as text and HTML, HTML helpers, JUnit XML.
 *
 * <p>Takes plain records and gives text; evaluates nothing.
 */
package bnn4j.evaluation.report;
