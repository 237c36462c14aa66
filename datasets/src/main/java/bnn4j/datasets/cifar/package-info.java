/**
 * The binary format of CIFAR-10: records of a label and three colour planes (formats.md 5.2).
 *
 * <p>Depends on {@code bnn4j.datasets} only.
 */
package bnn4j.datasets.cifar;
