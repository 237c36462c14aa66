/**
 * The formats of CIFAR-10: records of a label and three colour planes (formats.md 5.2), the same
 * pickled by Python, and either in its archive.
 *
 * <p>Depends on {@code bnn4j.datasets} and commons-compress.
 */
package bnn4j.datasets.cifar;
