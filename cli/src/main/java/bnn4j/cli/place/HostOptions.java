package bnn4j.cli.place;

import bnn4j.cli.console.ConsoleSecrets;
import bnn4j.cli.option.Choice;
import bnn4j.cli.option.Home;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.Device;
import bnn4j.remote.grpc.PynqServer;
import bnn4j.remote.grpc.RemoteDevice;
import bnn4j.remote.ssh.RuntimeSettings;
import bnn4j.remote.ssh.SshAccelerator;
import bnn4j.remote.ssh.SshSettings;
import bnn4j.remote.ssh.SshTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How to reach a board over the network, and what to do there before anything runs. */
final class HostOptions {
  @Option(
      names = "--host",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "The board: such as xilinx@pynq for --on board (SSH), pynq for --on remote"
              + " (PYNQ.remote).")
  private String host;

  @Option(
      names = "--bitstream",
      paramLabel = "FILE",
      description = "A .bit file here to program the board's FPGA with; default what is loaded.")
  private Path bitstream;

  @Option(
      names = "--base",
      paramLabel = "HEX",
      converter = HexAddress.class,
      description = "Address of the overlay's registers; default the published overlays'.")
  private Long base;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description =
          "With --on board: clock of the FPGA, 0 to leave it; default what the published overlays"
              + " run at, once --bitstream is loaded.")
  private Double clock;

  @Option(
      names = "--accept-new-host-key",
      description =
          "With --on board: trust a host that ~/.ssh/known_hosts does not know, and remember it."
              + " One whose key changed is never trusted.")
  private boolean acceptNewHostKey;

  @Option(
      names = "--no-sudo",
      description = "With --on board: do not become root there, though registers need that.")
  private boolean noSudo;

  @Option(
      names = "--runtime",
      paramLabel = "FILE",
      description =
          "With --on board: the runtime to copy there; default board/target/bnn4j-runtime.jar.")
  private Path runtime;

  @Option(
      names = "--there",
      paramLabel = "PLACE",
      converter = RuntimePlace.class,
      description =
          "With --on board: what to run there: board, its FPGA; simulation or engine, to try the"
              + " way; default board.")
  private String there;

  /** Which options were given, by name. */
  private Map<String, Boolean> given() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--host", host != null);
    given.put("--bitstream", bitstream != null);
    given.put("--base", base != null);
    given.put("--clock", clock != null);
    given.put("--accept-new-host-key", acceptNewHostKey);
    given.put("--no-sudo", noSudo);
    given.put("--runtime", runtime != null);
    given.put("--there", there != null);
    return given;
  }

  /**
   * Says whether the options go with a place.
   *
   * @throws Refusal naming the first that does not
   */
  void checkFor(Place place) {
    List<String> unusable =
        switch (place) {
          case ENGINE, SIMULATION, RTL -> List.copyOf(given().keySet());
          case REMOTE ->
              List.of("--clock", "--accept-new-host-key", "--no-sudo", "--runtime", "--there");
          case BOARD -> List.of();
        };
    for (String option : unusable) {
      if (given().get(option)) {
        throw new Refusal(
            "%s does not go with --on %s; leave it out, or use --on %s"
                .formatted(
                    option,
                    Choice.word(place),
                    place == Place.REMOTE ? "board" : "board or --on remote"));
      }
    }
    boolean needsHost = place == Place.BOARD || place == Place.REMOTE;
    if (needsHost && host == null) {
      throw new Refusal(
          "--on %s needs --host, such as --host %s"
              .formatted(Choice.word(place), place == Place.BOARD ? "xilinx@pynq" : "pynq"));
    }
  }

  /** A board that is told over SSH what to run. */
  Accelerator overSsh(Overlay overlay, Optional<Duration> timeout) {
    SshSettings ssh =
        SshSettings.standard(new ConsoleSecrets()).withAcceptNewHostKey(acceptNewHostKey);
    return SshAccelerator.open(
        SshTarget.parse(host), ssh, runtimeSettings(overlay, timeout), overlay);
  }

  private RuntimeSettings runtimeSettings(Overlay overlay, Optional<Duration> timeout) {
    List<String> options = new ArrayList<>();
    if (base != null) {
      options.addAll(List.of("--base", Long.toHexString(base)));
    }
    if (clock != null) {
      options.addAll(List.of("--clock", clock.toString()));
    }
    // Refused here what would be refused there.
    bitstream(overlay);
    return new RuntimeSettings(
        runtime == null ? Home.runtime() : runtime,
        there == null ? RuntimePlace.BOARD : there,
        Optional.ofNullable(bitstream),
        options,
        timeout,
        !noSudo,
        "java");
  }

  /** A board behind PYNQ's own server. */
  Device overGrpc(Overlay overlay) {
    OptionalLong address = base == null ? OptionalLong.empty() : OptionalLong.of(base);
    return RemoteDevice.open(PynqServer.parse(host), address, bitstream(overlay));
  }

  /** The same, whatever its bitstream is for. */
  Device overGrpc() {
    OptionalLong address = base == null ? OptionalLong.empty() : OptionalLong.of(base);
    Optional<Bitstream> read = Optional.ofNullable(bitstream).map(Bitstream::read);
    return RemoteDevice.open(PynqServer.parse(host), address, read);
  }

  private Optional<Bitstream> bitstream(Overlay overlay) {
    Optional<Bitstream> read = Optional.ofNullable(bitstream).map(Bitstream::read);
    read.ifPresent(b -> b.checkFor(overlay));
    return read;
  }
}
