package bnn4j.cli.place;

import bnn4j.cli.console.ConsoleSecrets;
import bnn4j.cli.option.Home;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.remote.ssh.RuntimeSettings;
import bnn4j.remote.ssh.SshAccelerator;
import bnn4j.remote.ssh.SshSettings;
import bnn4j.remote.ssh.SshTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of a board over SSH or PYNQ.remote. */
final class SshOptions extends HostOptions {
  @Option(
      names = "--host",
      paramLabel = "[USER@]HOST[:PORT]",
      description =
          "Network address of the board, such as xilinx@pynq; a user is for SSH only (default user: xilinx).")
  private String host;

  @Option(
      names = "--clock",
      paramLabel = "MHZ",
      description =
          "SSH only: clock frequency of the FPGA; 0 does not change it (default: that of the"
              + " published overlays if --bitstream is given, else unchanged).")
  private Double clock;

  @Option(
      names = "--accept-new-host-key",
      description =
          "SSH only: trust a host that is not in ~/.ssh/known_hosts, and add its key. A host with a"
              + " changed key is never trusted.")
  private boolean acceptNewHostKey;

  @Option(
      names = "--no-sudo",
      description =
          "SSH only: do not use sudo on the board. Access to the registers normally requires root.")
  private boolean noSudo;

  @Option(
      names = "--runtime",
      paramLabel = "FILE",
      description =
          "SSH only: runtime jar to copy to the board (default: board/target/bnn4j-runtime.jar).")
  private Path runtime;

  @Option(
      names = "--there",
      paramLabel = "PLACE",
      converter = RuntimePlace.class,
      description =
          "SSH only: where the runtime runs the overlay: board (the FPGA), simulation or engine (the"
              + " board's processor, to test the connection) (default: board).")
  private String there;

  @Override
  String host() {
    return host;
  }

  @Override
  Map<String, Boolean> given() {
    Map<String, Boolean> given = super.given();
    given.put("--clock", clock != null);
    given.put("--accept-new-host-key", acceptNewHostKey);
    given.put("--no-sudo", noSudo);
    given.put("--runtime", runtime != null);
    given.put("--there", there != null);
    return given;
  }

  @Override
  List<String> forSshOnly() {
    return List.of("--clock", "--accept-new-host-key", "--no-sudo", "--runtime", "--there");
  }

  /** A board that is told over SSH what to run. */
  Accelerator overSsh(Overlay overlay, Optional<Duration> timeout) {
    SshSettings ssh =
        SshSettings.standard(new ConsoleSecrets()).withAcceptNewHostKey(acceptNewHostKey);
    return SshAccelerator.open(
        SshTarget.parse(host()), ssh, runtimeSettings(overlay, timeout), overlay);
  }

  private RuntimeSettings runtimeSettings(Overlay overlay, Optional<Duration> timeout) {
    List<String> options = new ArrayList<>();
    base().ifPresent(address -> options.addAll(List.of("--base", Long.toHexString(address))));
    if (clock != null) {
      options.addAll(List.of("--clock", clock.toString()));
    }
    // Refused here what would be refused there.
    bitstream(overlay);
    return new RuntimeSettings(
        runtime == null ? Home.runtime() : runtime,
        there == null ? RuntimePlace.BOARD : there,
        bitstreamFile(),
        options,
        timeout,
        !noSudo,
        "java");
  }
}
