package bnn4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelChoiceTest {
  private static final String NO_MODULE =
      "the JVM runs without the module jdk.incubator.vector;"
          + " start it with --add-modules jdk.incubator.vector";

  /** Stands for the vector kernel. */
  private static final Kernel FAST = new ScalarKernel();

  @Test
  void withoutTheModuleTheScalarKernelRunsAndTheReasonSaysHowToHaveTheOther() {
    KernelChoice choice = KernelChoice.of(null, Offer.withoutModule());
    assertThat(choice.kernel()).isInstanceOf(ScalarKernel.class);
    assertThat(choice.reason()).isEqualTo("scalar kernel, as " + NO_MODULE);
  }

  @Test
  void theVectorKernelRunsWhereItIsFast() {
    KernelChoice choice = KernelChoice.of(null, new Offer(FAST, null, false));
    assertThat(choice.kernel()).isSameAs(FAST);
    assertThat(choice.reason()).isEqualTo("vector kernel, 64 bits at a time");
  }

  @Test
  void whereVectorsAreSlowTheScalarKernelRunsUnlessTheOtherIsAskedFor() {
    Offer slow = new Offer(FAST, "it is slow", false);
    assertThat(KernelChoice.of(null, slow).reason()).isEqualTo("scalar kernel, as it is slow");
    assertThat(KernelChoice.of("vector", slow).kernel()).isSameAs(FAST);
    assertThat(KernelChoice.of("scalar", slow).reason()).isEqualTo("scalar kernel, as asked for");
  }

  @Test
  void whereTheProcessorCountsBitsOfVectorsThePopcountKernelRunsWithTheModuleOrWithout() {
    Offer counting = new Offer(FAST, null, true);
    assertThat(KernelChoice.of(null, counting).kernel()).isInstanceOf(PopcountKernel.class);
    assertThat(KernelChoice.of(null, counting).reason())
        .isEqualTo("popcount kernel, 512 bits at a time");
    Offer alone = new Offer(null, NO_MODULE, true);
    assertThat(KernelChoice.of(null, alone).kernel()).isInstanceOf(PopcountKernel.class);
    assertThat(KernelChoice.of("vector", counting).kernel()).isSameAs(FAST);
    assertThat(KernelChoice.of("popcount", Offer.withoutModule()).reason())
        .isEqualTo("popcount kernel, as asked for");
  }

  @Test
  void flagsOfAProcessorAreThoseOfLinux(@TempDir Path folder) throws IOException {
    Path info = folder.resolve("cpuinfo");
    Files.writeString(
        info,
        "processor\t: 0\nvmx flags\t: no\nflags\t\t: fpu avx2 avx512_vpopcntdq\n\nprocessor : 1\n");
    assertThat(CpuFlags.of(info).has("avx512_vpopcntdq")).isTrue();
    assertThat(CpuFlags.of(info).has("avx512")).isFalse();
    assertThat(CpuFlags.of(folder.resolve("missing")).flags()).isEmpty();
  }

  @Test
  void aVectorKernelThatCannotRunIsRefusedWithTheReason() {
    assertThatThrownBy(() -> KernelChoice.of("vector", Offer.withoutModule()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            ("-Dbnn4j.kernel=vector is not available: %s; without the option another kernel is"
                    + " used")
                .formatted(NO_MODULE));
  }

  @Test
  void aKernelThatIsNoneIsRefusedWithTheLegalNames() {
    assertThatThrownBy(() -> KernelChoice.of("quick"))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "-Dbnn4j.kernel=quick: expected scalar, vector or popcount; without the option the"
                + " fastest kernel is used");
  }

  @Test
  void aJvmThatMakesObjectsOfVectorsIsNotOfferedThem() {
    assertThat(Offer.slow("OpenJDK 64-Bit Server VM", "mixed mode, sharing", 256)).isNull();
    assertThat(Offer.slow("OpenJDK 64-Bit Server VM", "mixed mode, emulated-client, sharing", 512))
        .isEqualTo(
            "this JVM compiles no vector instructions (mixed mode, emulated-client, sharing)");
    assertThat(Offer.slow("OpenJDK 64-Bit Server VM", "interpreted mode", 512))
        .isEqualTo("this JVM compiles no vector instructions (interpreted mode)");
    assertThat(Offer.slow("OpenJDK Zero VM", "interpreted mode", 512))
        .isEqualTo("OpenJDK Zero VM is not a JVM known to compile vector instructions");
  }

  @Test
  void narrowVectorsAreNotWorthwhile() {
    assertThat(Offer.slow("OpenJDK 64-Bit Server VM", "mixed mode", 128))
        .isEqualTo("vectors of 128 bits give no speed-up");
  }

  @Test
  void theVectorKernelIsThereWhereverItsModuleIs() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(Kernels.offered()).extracting(Kernel::name).contains("scalar");
    assertThat(Kernels.offered()).hasSize(module ? 3 : 2);
    assertThat(KernelChoice.of("scalar").kernel().name()).isEqualTo("scalar");
    if (module) {
      assertThat(KernelChoice.of("vector").kernel().name()).isEqualTo("vector");
    }
  }
}
