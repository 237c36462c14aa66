/**
 * Parameter sets: found by name, made of weights, listed, installed, exported.
 *
 * <p>The commands {@code params}, {@code gen-weights} and {@code export}.
 */
package bnn4j.cli.sets;
