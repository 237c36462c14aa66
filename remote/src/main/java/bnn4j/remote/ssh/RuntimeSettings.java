package bnn4j.remote.ssh;

import bnn4j.foundation.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the runtime runs on the board.
 *
 * @param jar the runtime here, to be copied there
 * @param on what it runs there: {@code board}, or {@code simulation} or {@code engine} to try the
 *     way without the hardware
 * @param bitstream to load there first; without one the FPGA stays as it is
 * @param options for the runtime as they are, such as {@code --base A0000000}
 * @param timeout how long it waits for the accelerator, if not as long as usual
 * @param sudo whether an account that is not root becomes root for it; {@code /dev/mem} needs that
 * @param java the command there that runs jars
 */
public record RuntimeSettings(
    Path jar,
    String on,
    Optional<Path> bitstream,
    List<String> options,
    Optional<Duration> timeout,
    boolean sudo,
    String java) {

  /**
   * Checks that the files are there.
   *
   * @throws Refusal if one is not
   */
  public RuntimeSettings {
    options = List.copyOf(options);
    if (!Files.isRegularFile(jar)) {
      throw new Refusal(
          "%s does not exist; build it with mvn -DskipTests package, or specify another file"
              .formatted(jar));
    }
    if (bitstream.isPresent() && !Files.isRegularFile(bitstream.get())) {
      throw new Refusal("bitstream %s does not exist".formatted(bitstream.get()));
    }
  }

  /** On the board's own FPGA as it is, as root, with the Java on the path. */
  public static RuntimeSettings of(Path jar) {
    return new RuntimeSettings(
        jar, "board", Optional.empty(), List.of(), Optional.empty(), true, "java");
  }
}
