/**
 * Reads and writes results as JSON.
 *
 * <p>Each result is a record that defines its schema: the components are the keys, in their order.
 * Absent values are omitted.
 */
package bnn4j.json;
