package bnn4j.hardware.synthesis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The instances in a module, read from Yosys' {@code dump}: which module each one is. */
final class Instances {
  private static final Pattern CELL = Pattern.compile("\\s*cell (\\S+) (\\S+)");

  private Instances() {}

  /** Modules by the name of the instance. */
  static Map<String, String> of(String dump) {
    Map<String, String> modules = new LinkedHashMap<>();
    for (String line : dump.lines().toList()) {
      Matcher cell = CELL.matcher(line);
      if (cell.matches()) {
        modules.put(ModuleTree.plain(cell.group(2)), ModuleTree.plain(cell.group(1)));
      }
    }
    return modules;
  }
}
