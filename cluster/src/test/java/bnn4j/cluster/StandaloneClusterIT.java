package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Checksum;
import bnn4j.overlay.golden.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
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
    home = SparkHome.make("3.5", "standalone");
    home.configure("a secret of this test", Map.of());
    cluster = StandaloneCluster.start(home, scratch, 2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Kills a worker once a line begins so. */
  private static BiConsumer<String, Process> killingAWorkerAt(
      String beginning, AtomicBoolean killed) {
    return (line, process) -> {
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
            killingAWorkerAt("check: 3000 of", killed),
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

  @Test
  void averagingGivesTheNetworkOfOneMachine() throws Exception {
    Path data = SmallData.write(scratch.resolve("averaged data"));
    Path config = SmallData.config(Files.createDirectories(scratch.resolve("averaged")), 3);
    String[] arguments = {
      "--config",
      config.toString(),
      "--data",
      data.toString(),
      "--workers",
      "2",
      "--average-every",
      "3",
      "--out"
    };
    Path here = scratch.resolve("averaged here");
    OneMachine.run((Object[]) with("train", arguments, here.toString(), "--threads", "1"));
    AtomicBoolean killed = new AtomicBoolean();
    Path there = scratch.resolve("averaged there");
    Command run =
        Command.run(
            home,
            killingAWorkerAt("epoch   1/3", killed),
            "train",
            with(arguments, there.toString(), "--master", cluster.master()));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(killed).isTrue();
    assertThat(weights(there)).isNotEmpty().isEqualTo(weights(here));
    cluster.replaceKilledWorker();
  }

  /** The checksum of every file of weights and thresholds of the run in a folder. */
  private static Map<String, String> weights(Path runs) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(runs)) {
      for (Path file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".bin"))::iterator) {
        found.put(file.getFileName().toString(), Checksum.of(file));
      }
    }
    return found;
  }

  @Test
  void aSweepThatWasKilledGoesOnToTheTableOfOneMachine() throws Exception {
    Path data = SmallData.write(scratch.resolve("sweep data"));
    Path folder = Files.createDirectories(scratch.resolve("sweep"));
    SmallData.config(folder, 2);
    Path sweep =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            "base: small.yaml\ngrid: {learning-rate.start: [0.01, 0.002],"
                + " dropout.hidden: [0, 0.3]}\n");
    Path here = scratch.resolve("swept here");
    OneMachine.run("sweep", sweep, "--data", data, "--out", here);
    Path there = scratch.resolve("swept there");
    String[] arguments = {
      sweep.toString(),
      "--data",
      data.toString(),
      "--out",
      there.toString(),
      "--master",
      cluster.master()
    };
    Command cut =
        Command.run(
            home,
            (line, process) -> {
              if (line.startsWith("trial ")) {
                process.destroyForcibly();
              }
            },
            "sweep",
            arguments);
    assertThat(cut.code()).as(cut.err()).isNotZero();
    AtomicBoolean killed = new AtomicBoolean();
    Command run =
        Command.run(home, killingAWorkerAt("trial ", killed), "sweep", with(arguments, "--resume"));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(Files.readString(there.resolve("table.csv")))
        .isEqualTo(Files.readString(here.resolve("table.csv")));
    cluster.replaceKilledWorker();
  }

  private static String[] with(String first, String[] some, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(with(some, more))).toArray(String[]::new);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void waitingForAWorkerIsTold() throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("empty cluster"));
    AtomicBoolean told = new AtomicBoolean();
    try (StandaloneCluster empty = StandaloneCluster.start(home, folder, 0)) {
      Command run =
          Command.run(
              home,
              (line, process) -> {
                if (line.startsWith("waiting: no worker of " + empty.master())
                    && told.compareAndSet(false, true)) {
                  startWorker(empty);
                }
              },
              "check-accuracy",
              "mnist/lfcW1A1",
              "--master",
              empty.master(),
              "--input",
              mnist.toString());
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("9896 of 10000 correct");
    }
    assertThat(told).isTrue();
  }

  private static void startWorker(StandaloneCluster cluster) {
    try {
      cluster.startWorker();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherVersionOfSparkIsTold() throws Exception {
    SparkHome other = SparkHome.make("4", "other");
    other.configure("a secret of this test", Map.of());
    Command run =
        Command.run(
            other,
            "check-accuracy",
            "mnist/lfcW1A1",
            "--master",
            cluster.master(),
            "--input",
            mnist.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("does not accept the application", "Spark version differs from this one")
        .doesNotContain("\tat ");
  }

  @Test
  void aShardThatCannotBeReadIsNamedWithItsCause() throws Exception {
    Path cut = Files.createDirectories(scratch.resolve("cut"));
    byte[] images = Files.readAllBytes(mnist.resolve("t10k-images-idx3-ubyte"));
    byte[] labels = Files.readAllBytes(mnist.resolve("t10k-labels-idx1-ubyte"));
    labels[8 + 4321] = 77;
    Files.write(cut.resolve("t10k-images-idx3-ubyte"), images);
    Files.write(cut.resolve("t10k-labels-idx1-ubyte"), labels);
    Command run =
        Command.run(
            home,
            "check-accuracy",
            "mnist/lfcW1A1",
            "--master",
            cluster.master(),
            "--input",
            cut.toString(),
            "--shards",
            "10");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "shard 4 (images 4000 to 4999 of ", "offset 4329: expected a label of 0..9, found 77")
        .doesNotContain("\tat ");
  }
}
