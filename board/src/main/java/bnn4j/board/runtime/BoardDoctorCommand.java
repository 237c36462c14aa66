package bnn4j.board.runtime;

import bnn4j.board.BoardSurvey;
import bnn4j.foundation.Finding;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code doctor}: reports which parts of a board are present. */
final class BoardDoctorCommand {
  private final PrintStream out;

  BoardDoctorCommand(PrintStream out) {
    this.out = out;
  }

  int run(List<String> arguments) {
    Options options = new Options(arguments, Set.of("--root"));
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.addAll(BoardSurvey.of(DeviceOptions.tree(options)));
    findings.forEach(finding -> out.println(finding.lines()));
    return findings.stream().anyMatch(f -> f.state() == Finding.State.MISSING) ? 1 : 0;
  }

  private static Finding java() {
    Runtime machine = Runtime.getRuntime();
    return Finding.fine(
        "java",
        "%s on %s, %d MiB of memory, %d cores"
            .formatted(
                System.getProperty("java.version"),
                System.getProperty("os.arch"),
                machine.maxMemory() >> 20,
                machine.availableProcessors()));
  }
}
