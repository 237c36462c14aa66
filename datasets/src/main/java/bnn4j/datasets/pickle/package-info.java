/**
 * Reads data pickled by Python.
 *
 * <p>May depend on {@code bnn4j.foundation}.
 */
package bnn4j.datasets.pickle;
