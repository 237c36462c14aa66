package bnn4j.cli.place;

import picocli.CommandLine.Option;

/** Options of a board over PYNQ.remote alone. */
final class ServerOptions extends HostOptions {
  @Option(
      names = "--host",
      paramLabel = "HOST[:PORT]",
      description = "Network address of the board, such as pynq.")
  private String host;

  @Override
  String host() {
    return host;
  }
}
