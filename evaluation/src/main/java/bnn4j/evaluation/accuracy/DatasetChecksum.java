package bnn4j.evaluation.accuracy;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The checksums of a dataset as results have them.
 *
 * @param card sha256 on the card
 * @param found sha256 of the data here; null if it cannot be computed
 * @param same whether both are equal
 * @param warning what a user should know; null if both are equal
 */
public record DatasetChecksum(
    String card,
    @JsonInclude(JsonInclude.Include.ALWAYS) String found,
    boolean same,
    String warning) {
  /** Of a comparison. */
  public static DatasetChecksum of(DataCheck check) {
    return new DatasetChecksum(
        check.expected(), check.found(), check.same(), check.warning().orElse(null));
  }
}
