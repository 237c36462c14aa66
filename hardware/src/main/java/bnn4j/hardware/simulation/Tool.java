package bnn4j.hardware.simulation;

import bnn4j.foundation.Refusal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program required by simulations or syntheses. */
public enum Tool {
  /** Makes C++ of SystemVerilog. */
  VERILATOR("verilator", "verilator", "--version", "--on rtl and hardware fifos need it"),
  /** Compiles the C++. */
  COMPILER("g++", "g++", "--version", "--on rtl and hardware fifos need it"),
  /** Runs the compiler. */
  MAKE("make", "make", "--version", "--on rtl and hardware fifos need it"),
  /** A second simulator, which only tests use. */
  ICARUS("iverilog", "iverilog", "-V", "tests of the hardware need it"),
  /** Synthesizes. */
  YOSYS("yosys", "yosys", "-V", "hardware synthesize needs it");

  /** What {@code --on rtl} needs. */
  public static final List<Tool> FOR_SIMULATION = List.of(VERILATOR, COMPILER, MAKE);

  private final String program;
  private final String debianPackage;
  private final String versionOption;
  private final String purpose;

  Tool(String program, String debianPackage, String versionOption, String purpose) {
    this.program = program;
    this.debianPackage = debianPackage;
    this.versionOption = versionOption;
    this.purpose = purpose;
  }

  /** Name of the program. */
  public String program() {
    return program;
  }

  /** The commands that need it. */
  public String purpose() {
    return purpose;
  }

  /** What installs it on Debian and Ubuntu. */
  public String installCommand() {
    return "apt-get install " + debianPackage;
  }

  /** Where it is, if it is in the PATH. */
  public Optional<Path> find() {
    return find(path());
  }

  private static String path() {
    return Optional.ofNullable(System.getenv("PATH")).orElse("");
  }

  private Optional<Path> find(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The first line of what it says of its version; empty if it cannot be run. */
  public String version() {
    try {
      Process process =
          new ProcessBuilder(program, versionOption).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Makes sure that programs are there.
   *
   * @param purpose what needs them, such as {@code --on rtl}
   * @throws Refusal naming those that are missing and the command that installs them
   */
  public static void require(String purpose, List<Tool> tools) {
    require(purpose, tools, path());
  }

  /** As {@link #require(String, List)}, in other folders. */
  static void require(String purpose, List<Tool> tools, String path) {
    List<Tool> missing = tools.stream().filter(tool -> tool.find(path).isEmpty()).toList();
    if (missing.isEmpty()) {
      return;
    }
    throw new Refusal(
        "%s needs %s, which %s not in the PATH; install with: apt-get install %s"
            .formatted(
                purpose,
                String.join(", ", missing.stream().map(Tool::program).toList()),
                missing.size() == 1 ? "is" : "are",
                String.join(" ", missing.stream().map(tool -> tool.debianPackage).toList())));
  }
}
