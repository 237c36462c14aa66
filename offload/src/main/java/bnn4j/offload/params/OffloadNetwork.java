package bnn4j.offload.params;

import bnn4j.foundation.Refusal;
import bnn4j.offload.schedule.Schedule;
import java.nio.file.Path;
import java.util.Map;

/**
 * A runnable network: its calls and parameters.
 *
 * @param schedule its calls
 * @param parameters by the number of the set
 */
public record OffloadNetwork(Schedule schedule, Map<Integer, CallParameters> parameters) {
  /**
   * Reads the parameters of a schedule.
   *
   * @throws Refusal naming the file that is missing or has another size
   */
  public static OffloadNetwork read(Schedule schedule, Path folder) {
    return new OffloadNetwork(schedule, new ParameterFiles(folder).read(schedule));
  }
}
