/**
 * Reads Street View House Numbers, format 2: MATLAB files of images and labels.
 *
 * <p>Depends on {@code bnn4j.datasets} and the MAT File Library.
 */
package bnn4j.datasets.svhn;
