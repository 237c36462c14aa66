package bnn4j.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import org.junit.jupiter.api.Test;

class NativeBackendTest {
  @Test
  void theNativeBackendIsTakenAndDescribesItself() {
    NativeBackend.check();
    assertThat(NativeBackend.describe()).startsWith("CpuBackend, ").endsWith(" threads");
  }

  @Test
  void anyOtherBackendIsRefused() {
    assertThatThrownBy(() -> NativeBackend.refuseOthers("org.nd4j.linalg.jcublas.JCublasBackend"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(
            "ND4J's backend is org.nd4j.linalg.jcublas.JCublasBackend; bnn4j trains on the native"
                + " CPU backend only");
  }
}
