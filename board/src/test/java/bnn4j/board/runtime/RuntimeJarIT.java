package bnn4j.board.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.driver.SmallOverlays;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is copied to a board. */
class RuntimeJarIT {
  private static final Path JAR = Path.of("target/bnn4j-runtime.jar");
  private static final int LARGEST = 5_000_000;
  private static final int JAVA_17 = 61;

  @TempDir Path folder;

  @Test
  void itIsSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(LARGEST);
  }

  @Test
  void itHoldsTheOverlayTheRuntimeJnaAndSnakeYamlOnly() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .allMatch(
              name ->
                  name.matches(
                      "(bnn4j/(board|foundation|kernels|network|overlay|yaml)|com/sun/jna|org/yaml/snakeyaml"
                          + "|META-INF)/.*"))
          .contains(
              "bnn4j/board/runtime/Main.class",
              "com/sun/jna/Native.class",
              "com/sun/jna/linux-arm/libjnidispatch.so",
              "com/sun/jna/linux-aarch64/libjnidispatch.so",
              "META-INF/AL2.0");
    }
  }

  @Test
  void allItsClassesAreForJava17OrOlder() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream file = jar.getInputStream(entry);
            DataInputStream header = new DataInputStream(file)) {
          assertThat(header.readInt()).as(entry.getName()).isEqualTo(0xCAFEBABE);
          assertThat(header.readUnsignedShort()).as(entry.getName()).isZero();
          assertThat(header.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_17);
        }
      }
    }
  }

  @Test
  void itRunsOnTheSmallestJavaAndNeitherLoadsJnaNorTheIncubatorUnasked() throws Exception {
    runsEverywhere(Network.in(folder));
  }

  @Test
  void anOverlayOfOnesOwnRunsByTheDescriptionInItsFolder() throws Exception {
    runsEverywhere(Network.in(folder, SmallOverlays.SCORES));
  }

  private void runsEverywhere(Network network) throws Exception {
    for (String place : List.of("engine", "simulation")) {
      List<String> lines =
          java(
              0,
              "run",
              "--params",
              network.params().toString(),
              "--input",
              network.input().toString(),
              "--output",
              network.output().toString(),
              "--on",
              place);
      assertThat(lines).anyMatch(line -> line.startsWith("done 40 "));
      assertThat(lines).noneMatch(line -> line.matches(".*(com\\.sun\\.jna|jdk\\.incubator).*"));
      assertThat(network.output()).hasBinaryContent(network.expected());
    }
  }

  @Test
  void itMakesSystemCallsOnTheSmallestJava() throws Exception {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("proc/device-tree"));
    Files.writeString(root.resolve("proc/device-tree/compatible"), "xlnx,zynqmp\0");
    Files.createDirectory(root.resolve("dev"));
    Files.createFile(root.resolve("dev/mem"));
    List<String> lines = java(1, "doctor", "--root", root.toString());
    assertThat(lines).contains("ok access         devices can be opened");
    assertThat(lines).anyMatch(line -> line.matches(".*com\\.sun\\.jna\\.Native .*"));
  }

  /** Runs the jar with two modules of the JDK; gives what it prints and the classes it loads. */
  private List<String> java(int expectedCode, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--limit-modules", "java.base,java.logging", "-Xlog:class+load", "-jar"));
    command.add(JAR.toString());
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(expectedCode);
    return Files.readAllLines(out);
  }
}
