package bnn4j.cli.place;

import bnn4j.cli.option.Choice;
import bnn4j.cli.option.OverlayArgument;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.DriverSettings;
import bnn4j.overlay.host.Decode;
import bnn4j.overlay.params.ParameterSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Place of a parameter set and decode rule of its results. */
public final class RunOptions {
  @Option(
      names = "--on",
      paramLabel = "PLACE",
      description =
          "Where to run: engine (bit-exact software), simulation (the hardware driver on a simulated overlay), rtl (the driver on the SystemVerilog of the overlay, simulated by Verilator), board (over SSH), remote (over PYNQ.remote) (default: engine).")
  private Place place;

  @Option(
      names = "--overlay",
      paramLabel = "NAME|FILE",
      description = "Overlay of the parameter set (default: stored in its folder).")
  private String overlay;

  @Option(
      names = "--decode",
      paramLabel = "DECODE",
      defaultValue = "multiple",
      description =
          "Decode rule of the host: multiple (the host's call for many images), single (its call for one image), argmax (overlays with scores only) (default: ${DEFAULT-VALUE}).")
  public Decode decode;

  @Mixin private RunLimits limits;

  @ArgGroup(validate = false, heading = HostOptions.HEADING)
  private SshOptions host = new SshOptions();

  /** The overlay asked for, if any. */
  public Optional<Overlay> overlay() {
    return Optional.ofNullable(overlay).map(OverlayArgument::read);
  }

  public int threads() {
    return limits.threads();
  }

  /** How to reach a board. */
  SshOptions host() {
    return host;
  }

  /** How long to wait for an accelerator, if not as long as usual. */
  public Optional<Duration> timeout() {
    return limits.timeout();
  }

  /** How hardware is driven, simulated or not. */
  public DriverSettings driverSettings() {
    return limits.driverSettings();
  }

  /** Where to run; the engine unless another place was asked for. */
  public Place place() {
    return place == null ? Place.ENGINE : place;
  }

  /**
   * Where to run what is to run everywhere: on all of this machine, unless a place was asked for.
   */
  public List<Place> places() {
    return place == null ? List.of(Place.ENGINE, Place.SIMULATION) : List.of(place);
  }

  /**
   * An accelerator where one was asked for, with nothing loaded.
   *
   * @throws Refusal if options do not go with the place
   */
  public Accelerator open(Overlay overlay) {
    return open(place(), overlay);
  }

  /** The same for networks that are offloaded layer by layer. */
  public OffloadAccelerator open(OffloadOverlay overlay) {
    return open(place(), overlay);
  }

  /**
   * An accelerator at a place for networks that are offloaded layer by layer.
   *
   * @throws Refusal if options do not go with it, or networks cannot be offloaded there
   */
  public OffloadAccelerator open(Place where, OffloadOverlay overlay) {
    return OffloadPlace.open(where, overlay, host, threads(), driverSettings().timeout());
  }

  /**
   * An accelerator at a place.
   *
   * @throws Refusal if options do not go with it
   */
  public Accelerator open(Place where, Overlay overlay) {
    host.checkFor(where);
    return where.open(overlay, this);
  }

  /** Whether the overlay's SystemVerilog is to be simulated. */
  public boolean onRtl() {
    return place() == Place.RTL;
  }

  /**
   * For what only a place that can be looked into can show.
   *
   * @param option what asks for it
   * @throws Refusal if another place was asked for
   */
  public void expectInsight(String option) {
    if (place() != Place.ENGINE && place() != Place.RTL) {
      throw new Refusal(
          "%s requires --on engine or --on rtl; %s returns only results"
              .formatted(option, Choice.word(place())));
    }
  }

  /**
   * Says, before anything is run, whether results of this set can be read so.
   *
   * @throws Refusal if not
   */
  public void checkDecode(ParameterSet parameters) {
    Overlay overlay = parameters.overlay();
    decode.classOf(overlay, new long[overlay.outputWords()], 0, parameters.outputs());
  }
}
