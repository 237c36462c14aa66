package bnn4j.evaluation.accuracy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The result of a single set as JSON: the keys that results of all sets have, and those of a single
 * set only.
 *
 * @param checked the shared keys
 * @param params the set as it was named
 * @param split part of the dataset
 * @param decode how results were read
 * @param undecoded images that decode to a number that is no class
 * @param imagesPerSecond from images to classes
 * @param minimum percent asked for; null for none
 * @param passed whether it is reached; null for none
 * @param classes names, in the order of the matrix
 * @param confusion a row for each class that images have, a column for each that they are taken for
 */
record AccuracyJson(
    @JsonUnwrapped SetJson checked,
    String params,
    String split,
    String decode,
    int undecoded,
    double imagesPerSecond,
    Double minimum,
    Boolean passed,
    List<String> classes,
    long[][] confusion) {}
