/**
 * What a layers file says, layer by layer, before anything is asked of an overlay.
 *
 * <p>Depends on the JDK alone.
 */
package bnn4j.offload.layers;
