/**
 * Downloads datasets and verifies the files.
 *
 * <p>The only place that touches the network. Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.fetch;
