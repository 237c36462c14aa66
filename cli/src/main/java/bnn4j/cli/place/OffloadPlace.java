package bnn4j.cli.place;

import bnn4j.cli.option.Choice;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.DrivenOffload;
import bnn4j.offload.driver.EngineOffload;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.simulation.SimulatedOffload;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Places where an offload network runs. */
public final class OffloadPlace {
  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "engine",
      description =
          "Where to run: engine (bit-exact software), simulation (the hardware driver on a simulated accelerator), remote (a board over PYNQ.remote) (default: ${DEFAULT-VALUE}).")
  private Place place;

  @Mixin private RunLimits limits;

  @ArgGroup(validate = false, heading = HostOptions.HEADING)
  private ServerOptions host = new ServerOptions();

  /** An accelerator with nothing loaded. */
  public OffloadAccelerator open(OffloadOverlay overlay) {
    return open(place, overlay, host, limits.threads(), limits.driverSettings().timeout());
  }

  /**
   * An accelerator at a place.
   *
   * @throws Refusal if options do not go with it, or networks cannot be offloaded there
   */
  static OffloadAccelerator open(
      Place place, OffloadOverlay overlay, HostOptions host, int threads, Duration patience) {
    host.checkFor(place);
    return switch (place) {
      case ENGINE -> new EngineOffload(threads);
      case SIMULATION -> new DrivenOffload(new SimulatedOffload(overlay), overlay, patience);
      case REMOTE -> new DrivenOffload(host.overGrpc(), overlay, patience);
      case RTL ->
          throw new Refusal(
              "--on rtl: the generated hardware supports dataflow overlays only; use --on"
                  + " simulation for offload networks");
      case BOARD ->
          throw new Refusal(
              "--on board: the runtime on the board supports dataflow overlays only; use --on remote");
    };
  }

  /**
   * For what only the engine can show.
   *
   * @param option what asks for it
   * @throws Refusal if another place was asked for
   */
  public void expectEngine(String option) {
    if (place != Place.ENGINE) {
      throw new Refusal(
          "%s requires --on engine; %s returns only results".formatted(option, Choice.word(place)));
    }
  }
}
