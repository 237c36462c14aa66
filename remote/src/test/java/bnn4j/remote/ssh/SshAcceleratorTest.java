package bnn4j.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.board.runtime.Main;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.engine.Engine;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.remote.ssh.SshSettings.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board that this machine plays, behind a real SSH server. */
class SshAcceleratorTest extends AcceleratorContract {
  /** Starts in a fraction of the time. */
  private static final String JAVA =
      "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \"$@\""
          .formatted(Path.of(System.getProperty("java.home"), "bin", "java"));

  @TempDir private Path folder;
  private SshBoard board;
  private Path jar;

  @BeforeEach
  void start() throws Exception {
    KeyPair key = SshBoard.key(KeyPairProvider.ECDSA_SHA2_NISTP256);
    board = new SshBoard(folder, null, key);
    board.program("id", "echo 0");
    board.program("java", JAVA);
    jar = RuntimeStandIn.jar(folder);
  }

  @AfterEach
  void nothingIsLeftOnTheBoard() throws IOException {
    board.close();
    List<Path> folders =
        board.commands.stream()
            .filter(c -> c.startsWith("rm -rf"))
            .map(c -> Path.of(c.substring("rm -rf '".length(), c.length() - 1)))
            .toList();
    assertThat(folders).hasSameSizeAs(made()).allSatisfy(f -> assertThat(f).doesNotExist());
  }

  private List<String> made() {
    return board.commands.stream().filter(c -> c.startsWith("mktemp")).toList();
  }

  @Override
  protected List<Overlay> overlays() {
    return List.of();
  }

  @Override
  protected Accelerator open(Overlay overlay) {
    return open(overlay, List.of(), Optional.empty());
  }

  private SshAccelerator open(Overlay overlay, List<String> options, Optional<Path> bitstream) {
    return SshAccelerator.open(board.target(), settings(), runtime(options, bitstream), overlay);
  }

  private RuntimeSettings runtime(List<String> options, Optional<Path> bitstream) {
    return new RuntimeSettings(
        jar, "engine", bitstream, options, Optional.of(Duration.ofSeconds(30)), true, "java");
  }

  private SshSettings settings() {
    Secrets secrets =
        new Secrets() {
          @Override
          public Optional<String> password(String account) {
            assertThat(account).isEqualTo(board.target().toString());
            return Optional.of(SshBoard.PASSWORD);
          }

          @Override
          public Optional<String> passphrase(Path key) {
            return Optional.empty();
          }
        };
    return new SshSettings(
        folder.resolve("ssh"), true, Optional.empty(), secrets, Duration.ofSeconds(20));
  }

  @Test
  void theRuntimeItselfRunsASimulatedOverlayThere() throws IOException {
    Overlay overlay = Overlays.named("lfcW1A1");
    ParameterSet parameters = RandomParameters.of(overlay, 10, new Random(1));
    RuntimeSettings settings =
        new RuntimeSettings(
            RuntimeStandIn.jar(folder, Main.class),
            "simulation",
            Optional.empty(),
            List.of(),
            Optional.of(Duration.ofSeconds(60)),
            true,
            "java");
    List<Integer> progress = new ArrayList<>();
    try (SshAccelerator accelerator =
        SshAccelerator.open(board.target(), settings(), settings, overlay)) {
      accelerator.load(parameters);
      long[] input = images(overlay, 20);
      assertThat(accelerator.run(input, 20, progress::add))
          .isEqualTo(Engine.of(parameters).run(input, 20, 1));
    }
    assertThat(progress).isSorted().endsWith(20);
  }

  @Test
  void theRuntimeItselfRunsASimulatedOverlayOfOnesOwnThere() throws IOException {
    Overlay overlay = SmallOverlays.SCORES;
    ParameterSet parameters = RandomParameters.of(overlay, 10, new Random(1));
    RuntimeSettings settings =
        new RuntimeSettings(
            RuntimeStandIn.jar(folder, Main.class),
            "simulation",
            Optional.empty(),
            List.of(),
            Optional.of(Duration.ofSeconds(60)),
            true,
            "java");
    List<Integer> progress = new ArrayList<>();
    try (SshAccelerator accelerator =
        SshAccelerator.open(board.target(), settings(), settings, overlay)) {
      accelerator.load(parameters);
      long[] input = images(overlay, 20);
      assertThat(accelerator.run(input, 20, progress::add))
          .isEqualTo(Engine.of(parameters).run(input, 20, 1));
    }
    assertThat(progress).isSorted().endsWith(20);
  }

  @Test
  void theRuntimeIsCopiedOnceAndAgainWhenItIsAnother() throws IOException {
    open(SmallOverlays.BITS).close();
    open(SmallOverlays.BITS).close();
    assertThat(copies()).hasSize(1);
    Files.write(jars().get(0), new byte[10]);
    open(SmallOverlays.BITS).close();
    assertThat(copies()).hasSize(2);
    assertThat(jars()).hasSize(1).allSatisfy(f -> assertThat(f).hasSameBinaryContentAs(jar));
  }

  private List<String> copies() {
    return board.commands.stream().filter(c -> c.startsWith("mv -f")).toList();
  }

  private List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(board.home().resolve(".cache/bnn4j"))) {
      return files.toList();
    }
  }

  @Test
  void theCommandLineIsTheRuntimes() throws Exception {
    Path bitstream = Files.write(folder.resolve("it's.bit"), new byte[1000]);
    try (SshAccelerator accelerator =
        open(SmallOverlays.BITS, List.of("--base", "A0000000"), Optional.of(bitstream))) {
      accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1)));
      accelerator.run(images(SmallOverlays.BITS, 1), 1);
      assertThat(accelerator.description()).isEqualTo(board.target() + " over SSH");
    }
    assertThat(board.commands)
        .filteredOn(c -> c.contains("-jar"))
        .singleElement()
        .asString()
        .matches(
            "'java' -jar '.*/bnn4j-runtime-[0-9a-f]{16}.jar' run '--params'"
                + " '/tmp/bnn4j.\\w{8}/params0' '--input'"
                + " '/tmp/bnn4j.\\w{8}/input.bin' '--output' '/tmp/bnn4j.\\w{8}/output.bin'"
                + " '--bitstream' '/tmp/bnn4j.\\w{8}/it'\\\\''s.bit' --on 'engine' --timeout 30"
                + " '--base' 'A0000000'");
  }

  @Test
  void whatTheRuntimeComplainsAboutIsSaid() {
    assertThatRunning("--say", "no accelerator waits here")
        .hasMessage(board.target() + ": no accelerator waits here (the runtime ended with 1)");
  }

  @Test
  void missingResultsAreNoticed() {
    assertThatRunning("--lose", "8")
        .hasMessageMatching(
            "\\Q%s\\E left 0 bytes of results in /tmp/bnn4j.\\w{8}/output.bin, expected 8"
                .formatted(board.target()));
  }

  @Test
  void aBoardWithoutJavaIsToldToGetOne() throws IOException {
    board.program("java", "echo 'sh: 1: java: not found' >&2; exit 127");
    assertThatRunning("--lose", "0")
        .hasMessage(
            board.target()
                + " has no java; install Java 17 or newer there: sudo apt install"
                + " openjdk-17-jre-headless");
  }

  @Test
  void filesThatAreDamagedOnTheirWayAreNoticed() throws IOException {
    try (Accelerator accelerator = open(SmallOverlays.BITS)) {
      board.program("sha256sum", "echo 00000 $1");
      assertThatThrownBy(
              () -> accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1))))
          .isInstanceOf(AcceleratorException.class)
          .hasMessageMatching(
              ("/tmp/bnn4j.\\w{8}/params0 was damaged in the transfer to or from \\Q%s\\E: the"
                      + " checksums differ; check that the board's disk is not full")
                  .formatted(board.target()));
    }
  }

  @Test
  void whoIsNotRootBecomesRoot() throws Exception {
    board.program("id", "echo 1000");
    board.program("sudo", "[ \"$1\" = -n ] && shift && touch \"$HOME/was-root\" && exec \"$@\"");
    try (Accelerator accelerator = open(SmallOverlays.BITS)) {
      accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1)));
      accelerator.run(images(SmallOverlays.BITS, 1), 1);
    }
    assertThat(board.home().resolve("was-root")).exists();
  }

  @Test
  void aPasswordForSudoIsNotGuessed() throws IOException {
    board.program("id", "echo 1000");
    board.program("sudo", "echo 'sudo: a password is required' >&2; exit 1");
    assertThatRunning("--lose", "0")
        .hasMessage(
            board.target()
                + " cannot become root: sudo: a password is required. Access to"
                + " registers requires root: log in as root, or allow sudo without a"
                + " password for Java, on the board: echo 'xilinx"
                + " ALL=(root) NOPASSWD: /usr/bin/java' | sudo tee /etc/sudoers.d/bnn4j");
  }

  @Test
  void aRuntimeThatIsNotThereIsRefusedBeforeConnecting() {
    Path missing = folder.resolve("missing.jar");
    assertThatThrownBy(() -> RuntimeSettings.of(missing))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            missing
                + " does not exist; build it with mvn -DskipTests package, or specify"
                + " another file");
    assertThat(made()).isEmpty();
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertThatRunning(
      String option, String value) {
    try (Accelerator accelerator =
        open(SmallOverlays.BITS, List.of(option, value), Optional.empty())) {
      accelerator.load(RandomParameters.of(SmallOverlays.BITS, 10, new Random(1)));
      return assertThatThrownBy(() -> accelerator.run(images(SmallOverlays.BITS, 1), 1))
          .isInstanceOf(AcceleratorException.class);
    }
  }
}
