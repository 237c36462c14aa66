package bnn4j.cli.place;

import bnn4j.cli.option.Count;
import bnn4j.overlay.driver.DriverSettings;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Limits of a place: threads and time. */
final class RunLimits {
  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = Count.class,
      description = "Threads of the engine and of the simulation (default: all cores).")
  private Integer threads;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      converter = Count.class,
      description = "Time limit for one call of an accelerator; the engine has none (default: 60).")
  private Integer timeout;

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /** How long to wait for an accelerator, if not as long as usual. */
  Optional<Duration> timeout() {
    return Optional.ofNullable(timeout).map(Duration::ofSeconds);
  }

  /** How hardware is driven, simulated or not. */
  DriverSettings driverSettings() {
    return timeout().map(DriverSettings.STANDARD::withTimeout).orElse(DriverSettings.STANDARD);
  }
}
