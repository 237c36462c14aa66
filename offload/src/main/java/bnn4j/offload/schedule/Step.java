package bnn4j.offload.schedule;

import bnn4j.offload.layers.MapShape;
import java.util.List;

/** A part of a schedule. */
public sealed interface Step {
  /** What the next step gets. */
  MapShape output();

  /**
   * A layer of the accelerator: as many calls as its width needs, each with parameters of its own.
   *
   * @param name of the convolution
   * @param poolName of the pool behind it; empty if there is none
   * @param call the same for all iterations but for their parameters
   * @param sets numbers of the parameter files, one for each iteration
   * @param output the layer's channels and stored side
   */
  record Layer(String name, String poolName, FabricCall call, List<Integer> sets, MapShape output)
      implements Step {
    /** The layer's last name. */
    public String storedName() {
      return poolName.isEmpty() ? name : poolName;
    }
  }

  /**
   * Layers that run once for each part of the channels.
   *
   * @param splitName where the parts begin
   * @param mergeName where they end
   * @param input before it is parted
   * @param parts layers of each part: the same calls, parameters of their own
   * @param mergedChannels that each part gives
   * @param output after the merge
   */
  record Parts(
      String splitName,
      String mergeName,
      MapShape input,
      List<List<Layer>> parts,
      int mergedChannels,
      MapShape output)
      implements Step {}
}
