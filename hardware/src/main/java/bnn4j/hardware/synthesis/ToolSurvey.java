package bnn4j.hardware.synthesis;

import bnn4j.foundation.Finding;
import bnn4j.hardware.simulation.Tool;
import java.util.Arrays;
import java.util.List;

/** The simulation and synthesis programs on this machine; only hardware commands need them. */
public final class ToolSurvey {
  private ToolSurvey() {}

  /** One finding for each. */
  public static List<Finding> findings() {
    return Arrays.stream(Tool.values()).map(ToolSurvey::of).toList();
  }

  private static Finding of(Tool tool) {
    if (tool == Tool.YOSYS) {
      return yosys();
    }
    return tool.find().isPresent()
        ? Finding.fine(tool.program(), tool.version())
        : Finding.optional(
            tool.program(), "not in the PATH; " + tool.purpose(), tool.installCommand());
  }

  /** It may also be npm's. */
  private static Finding yosys() {
    String name = Tool.YOSYS.program();
    return YosysProgram.find()
        .map(yosys -> Finding.fine(name, yosys.version()))
        .orElseGet(
            () ->
                Finding.optional(
                    name, "not in the PATH; " + Tool.YOSYS.purpose(), YosysProgram.INSTALL));
  }
}
