/**
 * A local web page for people: pictures tried live, runs watched, sets and overlays looked at.
 *
 * <p>Serves what other rooms know, on the JDK's own HTTP server; may depend on all of them but
 * {@code cli}. No DL4J.
 */
package bnn4j.studio;
