package bnn4j.trainer.modelfile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Values that are left out while training.
 *
 * @param type a name that must be the only one there is
 * @param probability to be left out, 0 to below 1
 * @param seed of the choice
 */
public record StoredDropout(
    @JsonProperty(value = "@class", required = true) String type,
    @JsonProperty(value = "probability", required = true) double probability,
    @JsonProperty(value = "seed", required = true) long seed) {
  /**
   * @throws IllegalArgumentException if it is another kind, or the probability none
   */
  public StoredDropout {
    StoredNetwork.checkType(type, "bnn4j.trainer.layers.CountedDropout");
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "expected a dropout from 0 to below 1, found " + probability);
    }
  }
}
