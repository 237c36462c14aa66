/**
 * Commands {@code params}, {@code gen-weights} and {@code export}; finds parameter sets by name.
 *
 * <p>The commands {@code params}, {@code gen-weights} and {@code export}.
 */
package bnn4j.cli.sets;
