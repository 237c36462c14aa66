package bnn4j.evaluation.accuracy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * The result of a single set as JSON: what results of all sets have, and what only a single one
 * tells.
 *
 * @param checked the shared keys
 * @param params the set as it was named
 * @param split part of the data set
 * @param decode how results were read
 * @param undecoded images that decode to a number that is no class
 * @param imagesPerSecond from images to classes
 * @param datasetChecksum whether the data are those of the card; null if it does not say
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
    DatasetChecksum datasetChecksum,
    Double minimum,
    Boolean passed,
    List<String> classes,
    long[][] confusion) {
  /**
   * Two checksums.
   *
   * @param card sha256 on the card
   * @param found sha256 of the data here; null if it cannot be told
   * @param same whether both are equal
   * @param warning what people should know; null if both are equal
   */
  record DatasetChecksum(
      String card,
      @JsonInclude(JsonInclude.Include.ALWAYS) String found,
      boolean same,
      String warning) {
    static DatasetChecksum of(DataCheck check) {
      return new DatasetChecksum(
          check.expected(), check.found(), check.same(), check.warning().orElse(null));
    }
  }
}
