package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.golden.Shared;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code check-accuracy --master} with a master and two workers, on the official test images. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are shell scripts")
class AccuracyOnAClusterIT {
  @TempDir static Path scratch;
  private static SparkHome home;
  private static StandaloneCluster cluster;
  private static Path mnist;

  @BeforeAll
  static void start() throws Exception {
    mnist = Shared.unpack(Shared.path("datasets/mnist.tar.xz"), scratch).resolve("mnist");
    home = SparkHome.make("3.5", scratch.resolve("spark"));
    home.configure("a secret of this test", Map.of());
    cluster = StandaloneCluster.start(home, scratch, 2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void countsAreThoseOfOneMachineWithAWorkerKilledInTheMiddle() throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    Command run =
        Command.run(
            home,
            line -> {
              if (line.startsWith("check: 3000 of") && killed.compareAndSet(false, true)) {
                cluster.killWorker(0);
              }
            },
            "check-accuracy",
            "mnist/lfcW1A1",
            "--master",
            cluster.master(),
            "--input",
            mnist.toUri().toString(),
            "--shards",
            "200");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(killed).isTrue();
    assertThat(run.out()).contains("9896 of 10000 correct, 98.96 %");
  }
}
