package bnn4j.trainer.modelfile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The updater of a layer.
 *
 * @param type a name that must be the only one there is
 * @param schedule step size of every epoch
 * @param scale factor of the step, above 0
 */
public record StoredUpdater(
    @JsonProperty(value = "@class", required = true) String type,
    @JsonProperty(value = "learningRate", required = true) Schedule schedule,
    @JsonProperty(value = "scale", required = true) double scale) {
  /**
   * @throws IllegalArgumentException if it is another kind or the scale none
   */
  public StoredUpdater {
    StoredNetwork.checkType(type, "bnn4j.trainer.layers.LatentAdam");
    if (schedule == null) {
      throw new IllegalArgumentException("'learningRate' is missing");
    }
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException("expected a scale above 0, found " + scale);
    }
  }

  /**
   * Step sizes.
   *
   * @param type a name that must be the only one there is
   * @param per what the keys count
   * @param values by epoch, from 0
   */
  public record Schedule(
      @JsonProperty(value = "@class", required = true) String type,
      @JsonProperty(value = "scheduleType", required = true) String per,
      @JsonProperty(value = "values", required = true) NavigableMap<Integer, Double> values) {
    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if it is another kind, or does not begin with the first
     *     epoch
     */
    public Schedule {
      StoredNetwork.checkType(type, "org.nd4j.linalg.schedule.MapSchedule");
      StoredNetwork.checkType(per, "EPOCH");
      if (values == null || values.isEmpty() || values.firstKey() != 0) {
        throw new IllegalArgumentException("expected step sizes of epochs from 0");
      }
      for (Map.Entry<Integer, Double> step : values.entrySet()) {
        Double size = step.getValue();
        if (size == null || !(size >= 0 && Double.isFinite(size))) {
          throw new IllegalArgumentException(
              "epoch %d: expected a step size of 0 or more, found %s"
                  .formatted(step.getKey(), size));
        }
      }
      values = new TreeMap<>(values);
    }
  }
}
