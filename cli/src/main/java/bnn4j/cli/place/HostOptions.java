package bnn4j.cli.place;

import bnn4j.cli.option.Choice;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.Device;
import bnn4j.remote.grpc.PynqServer;
import bnn4j.remote.grpc.RemoteDevice;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** Options of the network connection to a board. */
abstract class HostOptions {
  /** Above these options in the help. */
  static final String HEADING = "%nBoard options:%n";

  @Option(
      names = "--bitstream",
      paramLabel = "FILE",
      description =
          "Local .bit file to program the FPGA with (default: the FPGA is not programmed).")
  private Path bitstream;

  @Option(
      names = "--base",
      paramLabel = "HEX",
      converter = HexAddress.class,
      description =
          "Base address of the overlay's registers (default: that of the published overlays).")
  private Long base;

  /** Which options were given, by name. */
  Map<String, Boolean> given() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--host", host() != null);
    given.put("--bitstream", bitstream != null);
    given.put("--base", base != null);
    return given;
  }

  /** Names of the options that are for SSH alone. */
  List<String> forSshOnly() {
    return List.of();
  }

  /**
   * Checks that the options go with a place.
   *
   * @throws Refusal naming the first that does not
   */
  final void checkFor(Place place) {
    List<String> unusable =
        switch (place) {
          case ENGINE, SIMULATION, RTL -> List.copyOf(given().keySet());
          case REMOTE -> forSshOnly();
          case BOARD -> List.of();
        };
    for (String option : unusable) {
      if (given().get(option)) {
        throw new Refusal(
            "%s is not supported with --on %s; omit it, or use --on %s"
                .formatted(
                    option,
                    Choice.word(place),
                    place == Place.REMOTE ? "board" : "board or --on remote"));
      }
    }
    boolean needsHost = place == Place.BOARD || place == Place.REMOTE;
    if (needsHost && host() == null) {
      throw new Refusal(
          "--on %s requires --host, for example --host %s"
              .formatted(Choice.word(place), place == Place.BOARD ? "xilinx@pynq" : "pynq"));
    }
  }

  /** A board behind PYNQ's own server. */
  final Device overGrpc(Overlay overlay) {
    return RemoteDevice.open(PynqServer.parse(host()), address(), bitstream(overlay));
  }

  /** The same, whatever its bitstream is for. */
  final Device overGrpc() {
    return RemoteDevice.open(
        PynqServer.parse(host()), address(), bitstreamFile().map(Bitstream::read));
  }

  private OptionalLong address() {
    return base == null ? OptionalLong.empty() : OptionalLong.of(base);
  }

  /** Network address of the board; null if none was given. */
  abstract String host();

  final Optional<Path> bitstreamFile() {
    return Optional.ofNullable(bitstream);
  }

  final Optional<Long> base() {
    return Optional.ofNullable(base);
  }

  /**
   * The bitstream, if one was given.
   *
   * @throws Refusal if it is for another overlay
   */
  final Optional<Bitstream> bitstream(Overlay overlay) {
    Optional<Bitstream> read = bitstreamFile().map(Bitstream::read);
    read.ifPresent(b -> b.checkFor(overlay));
    return read;
  }
}
