/**
 * A data set of signs with one more class: pictures of anything else, made of other data sets when
 * they are needed, so that a search in a photo can tell what is no sign.
 *
 * <p>The same pixels on every JVM. Depends on {@code bnn4j.datasets} and its {@code picture}.
 */
package bnn4j.datasets.junk;
