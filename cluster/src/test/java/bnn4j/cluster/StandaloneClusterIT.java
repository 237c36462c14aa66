package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.golden.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands with a master and two workers of Spark 3.5, of which one dies on the way. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are shell scripts")
class StandaloneClusterIT {
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

  /** Kills a worker, and lets another take its place, once a line begins so. */
  private static Consumer<String> killingAt(String beginning, AtomicBoolean killed) {
    return line -> {
      if (line.startsWith(beginning) && killed.compareAndSet(false, true)) {
        cluster.killOneWorker();
      }
    };
  }

  @Test
  void countsAreThoseOfOneMachine() throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    Path json = scratch.resolve("counts.json");
    Command run =
        Command.run(
            home,
            killingAt("check: 3000 of", killed),
            "check-accuracy",
            "mnist/lfcW1A1",
            "--master",
            cluster.master(),
            "--input",
            mnist.toUri().toString(),
            "--shards",
            "200",
            "--json",
            json.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(killed).isTrue();
    assertThat(run.out()).contains("9896 of 10000 correct, 98.96 %");
    assertThat(Files.readString(json)).contains("\"correct\" : 9896", "\"total\" : 10000");
    cluster.replaceKilledWorker();
  }
}
