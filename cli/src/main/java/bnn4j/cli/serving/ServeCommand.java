package bnn4j.cli.serving;

import bnn4j.cli.option.Home;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.studio.FolderProject;
import bnn4j.studio.Project;
import bnn4j.studio.Settings;
import bnn4j.studio.Studio;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve [--port N]}. */
@Command(
    name = "serve",
    description =
        "Serves a local web page: classify drawings and image files, follow training runs, inspect parameter sets and overlays. Ctrl-C stops the server.",
    footer = "  bnn4j serve --port 8080")
public final class ServeCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65535;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8008",
      description = "Port; 0 selects a free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "Address to listen on (default: ${DEFAULT-VALUE}, reachable only from this machine). With another address, such as 0.0.0.0, the page requires the token in the printed address.")
  private String host;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Folder of runs (default: ${DEFAULT-VALUE}).")
  private Path runs;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description =
          "History file of 'check-accuracy --all --history', for the accuracy trends (default:"
              + " .history/accuracy.jsonl of the project).")
  private Path history;

  @Spec private CommandSpec spec;

  /** This project's folders, with runs and results of regression runs elsewhere. */
  public static Project project(Path runs, Path history) {
    return new FolderProject(
        Home.parameterSets(), runs, Home.configs().resolve("overlays"), history);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > LAST_PORT) {
      throw new Refusal("--port: expected 0 to %d, found %d".formatted(LAST_PORT, port));
    }
    if (history != null) {
      InputFile.check(history);
    }
    Settings settings = new Settings(host, port, Studio.tokenFor(host), Settings.MOST_BYTES);
    try (Studio studio =
        Studio.start(
            project(runs, history == null ? Home.regressionHistory() : history), settings)) {
      spec.commandLine().getOut().println(studio.address());
      spec.commandLine().getOut().flush();
      // Until the process is ended.
      new CountDownLatch(1).await();
    }
    return 0;
  }
}
