/**
 * Contents of a layers file, layer by layer, before they are checked against an overlay.
 *
 * <p>Depends on the JDK alone.
 */
package bnn4j.offload.layers;
