package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Stage;

/** What bnn_mvtu takes, part by part as its source has them. */
final class RtlMatrixUnit {
  /** Counters, addresses and the decoder of parameters. */
  private static final int CONTROL_LUT = 100;

  private static final int CONTROL_FF = 90;

  /** Of a processing element: which parameters are for it. */
  private static final int DECODER_LUT = 9;

  /** Of a synapse: a bit that matches or not, in an adder tree. */
  private static final double POPCOUNT_LUT = 1.8;

  /** Of a synapse: two such trees, and what goes into which. */
  private static final double SIGNS_LUT = 5.0;

  /** Of a synapse with a weight of two bits: four trees. */
  private static final double WEIGHTS_LUT = 10.2;

  /** Of a synapse: a number added or subtracted, for each of its bits. */
  private static final double NUMBER_LUT = 2.9;

  private RtlMatrixUnit() {}

  static Resources of(Stage stage) {
    int sum = stage.sumBits() - stage.fractionBits();
    return new Resources(CONTROL_LUT, control(stage), 0, 0)
        .plus(vector(stage))
        .plus(element(stage, sum).times(stage.pe()));
  }

  private static long control(Stage stage) {
    int address = Integer.SIZE - Integer.numberOfLeadingZeros(stage.weightWords());
    long parameter = Math.max((long) stage.simd() * stage.weightBits(), stage.thresholdBits());
    return CONTROL_FF + 2L * address + parameter;
  }

  /** The word that comes in, and the memory of those that came before. */
  private static Resources vector(Stage stage) {
    Resources taken = new Resources(0, stage.vectorBits(), 0, 0);
    return stage.neuronFolds() == 1
        ? taken
        : taken.plus(RtlMemory.clocked(stage.vectorBits(), stage.synapseFolds()));
  }

  private static Resources element(Stage stage, int sum) {
    long compare = Math.max(stage.sumBits(), stage.thresholdBits()) + 1L;
    long comparing = stage.thresholds() == 0 ? 1 : stage.thresholds() * compare + DECODER_LUT;
    Resources logic =
        new Resources(
            Math.round(dot(stage) + sum + comparing),
            dotBits(stage) + sum + stage.outputBits(),
            0,
            0);
    Resources weights =
        RtlMemory.clocked((long) stage.simd() * stage.weightBits(), stage.weightWords());
    Resources threshold = RtlMemory.clocked(stage.thresholdBits(), stage.neuronFolds());
    return logic.plus(weights).plus(threshold.times(stage.thresholds()));
  }

  private static double dot(Stage stage) {
    if (stage.inputBits() > 2) {
      return NUMBER_LUT * stage.simd() * stage.inputBits();
    }
    if (stage.weightBits() == 2) {
      return WEIGHTS_LUT * stage.simd();
    }
    return (stage.inputBits() == 1 ? POPCOUNT_LUT : SIGNS_LUT) * stage.simd();
  }

  /** A product of a 1-bit weight needs no sign of its own. */
  private static int dotBits(Stage stage) {
    int count = Integer.SIZE - Integer.numberOfLeadingZeros(stage.simd());
    return stage.inputBits() + count + (stage.weightBits() == 1 ? -1 : 1);
  }
}
