/**
 * Serves a local web page: classify images, follow runs, inspect sets and overlays.
 *
 * <p>Serves what other rooms know, on the JDK's own HTTP server; may depend on all of them but
 * {@code cli}. No DL4J.
 */
package bnn4j.studio;
