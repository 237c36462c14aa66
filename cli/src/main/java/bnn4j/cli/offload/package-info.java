/**
 * Deep networks, a layer a call: {@code offload} and what is below it.
 *
 * <p>Where they run is told by the options of {@code place}.
 */
package bnn4j.cli.offload;
