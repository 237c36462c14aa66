package bnn4j.trainer.loop;

/**
 * Says how good outputs are. Who deploys the network decides that, because what counts is what its
 * hardware and host will make of them.
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

  /** Images that are told right, while training goes on. */
  long correct(Outputs outputs);

  /** Percent of validation images that are told right, by which the best epoch is chosen. */
  double accuracy(Outputs outputs);
}
