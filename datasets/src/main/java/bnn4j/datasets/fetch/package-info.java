/**
 * Getting data sets from their publishers and checking what is there.
 *
 * <p>The only place that touches the network. Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.fetch;
