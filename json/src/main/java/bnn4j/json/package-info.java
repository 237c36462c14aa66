/**
 * Results as JSON.
 *
 * <p>A result has one record, which is its schema: components are keys, in their order. What has no
 * value is left out.
 */
package bnn4j.json;
