/**
 * What reports are made of: the confusion of classes as text and as a table, parts of pages, JUnit
 * XML.
 *
 * <p>Takes plain records and gives text; evaluates nothing.
 */
package bnn4j.evaluation.report;
