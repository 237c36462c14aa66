package bnn4j.datasets.cifar;

import bnn4j.datasets.LabeledImages;

/**
 * Images of a record file whose labels are ignored.
 *
 * @param images with label 0, of the one class {@code unknown}
 * @param ignoredBytes length of the partial record at the end of the file, 0 for none
 */
public record CifarImages(LabeledImages images, int ignoredBytes) {}
