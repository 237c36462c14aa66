package bnn4j.trainer.loop;

/**
 * Decides whether an output is correct. The deployer of the network defines it, because hardware
 * and host determine the result.
 */
public interface Judge {
  /** The largest output wins. */
  Judge ARGMAX =
      new Judge() {
        @Override
        public long correct(Outputs outputs) {
          return outputs.argmaxCorrect();
        }

        @Override
        public double accuracy(Outputs outputs) {
          return outputs.argmaxAccuracy();
        }
      };

  /** Images classified correctly, while training goes on. */
  long correct(Outputs outputs);

  /** Percent of validation images classified correctly, by which the best epoch is chosen. */
  double accuracy(Outputs outputs);
}
