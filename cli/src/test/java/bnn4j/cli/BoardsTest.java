package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.cli.option.OverlayArgument;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.idx.IdxWriter;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.RandomParameters;
import bnn4j.overlay.simulation.SimulatedDevice;
import bnn4j.remote.grpc.PynqRemote;
import bnn4j.remote.ssh.RuntimeStandIn;
import bnn4j.remote.ssh.SshBoard;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that run on boards over the network; this machine plays the boards. */
class BoardsTest {
  private static final int IMAGES = 20;

  @TempDir private Path scratch;

  @Test
  void aBoardBehindPynqsServerGivesTheWordsOfTheEngine() throws Exception {
    Path yaml = scratch.resolve("tiny.yaml");
    Files.writeString(
        yaml,
        """
        name: tiny
        precision: W1A1
        input: {channels: 1, dimension: 28, bits: 1}
        layers:
          - dense: {neurons: 24, simd: 64, pe: 4}
          - dense: {neurons: 5, simd: 4, pe: 8}
        """);
    Overlay overlay = OverlayArgument.read(yaml.toString());
    Path set = set(overlay);
    Path input = images();
    try (PynqRemote server = new PynqRemote(new SimulatedDevice(overlay, 1))) {
      CommandRun remote =
          CommandRun.of(
              "infer",
              set,
              "--overlay",
              yaml,
              "--input",
              input,
              "--on",
              "remote",
              "--host",
              server.address(),
              "--base",
              "0x43C00000");
      assertThat(remote)
          .isEqualTo(CommandRun.of("infer", set, "--overlay", yaml, "--input", input));
      assertThat(remote.lines()).hasSize(IMAGES);
    }
  }

  @Test
  void aBoardOverSshGivesTheWordsOfTheEngine() throws Exception {
    Path set = set(Overlays.named("lfcW1A1"));
    Path input = images();
    Path jar = RuntimeStandIn.jar(scratch);
    KeyPair own = SshBoard.key(KeyPairProvider.SSH_ED25519);
    KeyPair host = SshBoard.key(KeyPairProvider.ECDSA_SHA2_NISTP256);
    String before = System.setProperty("user.home", home(own).toString());
    try (SshBoard board = new SshBoard(scratch.resolve("board"), own.getPublic(), host)) {
      board.program("java", "exec '%s' \"$@\"".formatted(java()));
      List<Object> line =
          List.of(
              "infer",
              set,
              "--input",
              input,
              "--on",
              "board",
              "--host",
              "xilinx@localhost:" + board.target().port(),
              "--runtime",
              jar,
              "--there",
              "engine",
              "--no-sudo");
      CommandRun unknown = CommandRun.of(line.toArray());
      assertThat(unknown.code()).isEqualTo(2);
      assertThat(unknown.err())
          .startsWith("bnn4j infer: %s is not known: its host key is".formatted(board.target()));
      List<Object> trusting = new ArrayList<>(line);
      trusting.add("--accept-new-host-key");
      CommandRun known = CommandRun.of(trusting.toArray());
      assertThat(known).isEqualTo(CommandRun.of("infer", set, "--input", input));
      assertThat(known.lines()).hasSize(IMAGES);
    } finally {
      System.setProperty("user.home", before);
    }
  }

  private Path home(KeyPair key) throws Exception {
    Path folder = Files.createDirectories(scratch.resolve("home/.ssh"));
    try (OutputStream out = Files.newOutputStream(folder.resolve("id_ed25519"))) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "own", null, out);
    }
    return folder.getParent();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private Path set(Overlay overlay) {
    Path folder = scratch.resolve("set");
    ParameterFolder.write(RandomParameters.of(overlay, 5, new Random(3)), folder);
    return folder;
  }

  private Path images() throws IOException {
    byte[] pixels = new byte[IMAGES * 784];
    new Random(5).nextBytes(pixels);
    Path file = scratch.resolve("images.idx3");
    IdxWriter.writeImages(
        new LabeledImages(new ImageShape(1, 28, 28), pixels, new int[IMAGES], List.of("a")), file);
    return file;
  }

  @Test
  void aBoardNeedsAHost() {
    assertThat(onLfc("--on", "board"))
        .isEqualTo(
            refused("bnn4j infer: --on board requires --host, for example --host xilinx@pynq"));
    assertThat(onLfc("--on", "remote"))
        .isEqualTo(refused("bnn4j infer: --on remote requires --host, for example --host pynq"));
  }

  @Test
  void optionsThatDoNothingWhereItRunsAreRefused() {
    assertThat(onLfc("--host", "pynq"))
        .isEqualTo(
            refused(
                "bnn4j infer: --host is not supported with --on engine; omit it, or use --on board"
                    + " or --on remote"));
    assertThat(onLfc("--on", "remote", "--host", "pynq", "--no-sudo"))
        .isEqualTo(
            refused(
                "bnn4j infer: --no-sudo is not supported with --on remote; omit it, or use --on"
                    + " board"));
  }

  @Test
  void anAddressIsHexadecimal() {
    assertThat(onLfc("--on", "remote", "--base", "43C00001").err())
        .startsWith(
            "bnn4j infer: Invalid value for option '--base': expected an address in hexadecimal"
                + " such as 43C00000, found '43C00001'");
  }

  @Test
  void aRuntimeThatIsNotBuiltIsSaidSo() throws IOException {
    CommandRun run =
        CommandRun.at(
            scratch,
            "infer",
            set(Overlays.named("lfcW1A1")),
            "--input",
            images(),
            "--on",
            "board",
            "--host",
            "nobody.invalid");
    assertThat(run)
        .isEqualTo(
            refused(
                ("bnn4j infer: %s does not exist; build it with mvn -DskipTests package, or specify"
                        + " another file")
                    .formatted(scratch.resolve("board/target/bnn4j-runtime.jar"))));
  }

  private CommandRun onLfc(Object... options) {
    try {
      List<Object> line = new ArrayList<>();
      line.addAll(List.of("infer", set(Overlays.named("lfcW1A1")), "--input", images()));
      line.addAll(List.of(options));
      return CommandRun.of(line.toArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
