/**
 * A dataset of traffic signs with an additional class of other images, generated from other
 * datasets when needed; it lets a search in a photo reject non-signs.
 *
 * <p>The same pixels on every JVM. Depends on {@code bnn4j.datasets} and its {@code picture}.
 */
package bnn4j.datasets.junk;
