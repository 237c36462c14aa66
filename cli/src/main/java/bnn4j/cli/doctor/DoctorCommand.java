package bnn4j.cli.doctor;

import bnn4j.board.linux.SystemTree;
import bnn4j.cli.option.DataOption;
import bnn4j.foundation.Finding;
import bnn4j.json.ResultJson;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks this machine, from the JVM to the board, and prints the next step for each missing item.",
    footer = "  bnn4j doctor",
    exitCodeList = {
      "0:success",
      "1:training and export do not work on this machine",
      "2:wrong usage or input"
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DataOption data;

  @Option(names = "--json", description = "Print a JSON list.")
  private boolean json;

  @Override
  public Integer call() {
    List<Finding> findings = new MachineSurvey(data.directory(), SystemTree.REAL).findings();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(ResultJson.text(findings));
    } else {
      findings.forEach(finding -> out.println(finding.lines()));
    }
    return findings.stream().anyMatch(f -> f.state() == Finding.State.MISSING) ? 1 : 0;
  }
}
