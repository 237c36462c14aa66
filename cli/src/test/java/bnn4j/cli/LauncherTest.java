package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts in {@code bin}, run by the shell; what they start is a script too. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launchers are shell scripts")
class LauncherTest {
  private static final Path BIN = Path.of("../bin").toAbsolutePath().normalize();

  /** Tells the version, and otherwise each argument on a line. */
  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *-version) echo 'openjdk version "%s" 2025-04-15' >&2 ;;
        *) printf '%%s\\n' "$@" ;;
      esac
      """;

  /** A JDK that lacks a module refuses to start. */
  private static final String JAVA_WITHOUT_MODULES =
      """
      #!/bin/sh
      case "$1" in
        --add-modules*) echo 'java.lang.module.FindException: Module not found' >&2; exit 1 ;;
        -version) echo 'openjdk version "21" 2025-04-15' >&2 ;;
        *) printf '%s\\n' "$@" ;;
      esac
      """;

  private static final String VECTORS = "--add-modules=jdk.incubator.vector";
  private static final List<String> WITHOUT_ENGINE =
      List.of("datasets", "runs", "params", "overlays", "gen-weights");

  @TempDir Path scratch;
  private Path home;

  /** A project that is built, in a folder with spaces. */
  @BeforeEach
  void build() throws IOException {
    home = scratch.toRealPath().resolve("a b/bnn4j home");
    copyLaunchers();
    write(home.resolve("pom.xml"), "");
    write(home.resolve("cli/src/main/java/Source.java"), "");
    write(home.resolve("cli/target/bnn4j.jar"), "");
    script(javaHome().resolve("bin/java"), JAVA.formatted("17.0.15"));
  }

  private void copyLaunchers() throws IOException {
    try (Stream<Path> launchers = Files.list(BIN)) {
      for (Path launcher : launchers.toList()) {
        script(home.resolve("bin").resolve(launcher.getFileName()), Files.readString(launcher));
      }
    }
  }

  @Test
  void eachCommandHasALauncherThatPassesItsArgumentsOn() throws Exception {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (String command : Main.commandLine(nowhere, nowhere).getSubcommands().keySet()) {
      if (!command.equals("help")) {
        CommandRun run = run(home.resolve("bin").resolve(command), "--set", "a b=c  d", "");
        assertThat(run).as(command).isEqualTo(started(command, "--set", "a b=c  d", ""));
      }
    }
  }

  @Test
  void aLauncherIsFoundThroughSymbolicLinks() throws Exception {
    Path link = scratch.resolve("link to train");
    Files.createSymbolicLink(link, home.resolve("bin/train"));
    assertThat(run(link, "--resume")).isEqualTo(started("train", "--resume"));
  }

  @Test
  void aJdkWithoutTheVectorModuleStartsWithoutIt() throws Exception {
    script(javaHome().resolve("bin/java"), JAVA_WITHOUT_MODULES);
    CommandRun run = run(home.resolve("bin/train"), "--resume");
    assertThat(run.lines()).startsWith("-Dbnn4j.home=" + home).endsWith("train", "--resume");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_YY.no-such-charset"})
  void filesMayHaveAnyNameInALocaleWithAsciiOnly(String locale) throws Exception {
    script(
        javaHome().resolve("bin/java"), JAVA.formatted("17").replace("printf", "echo $LC_ALL; :"));
    Map<String, String> environment = Map.of("LC_ALL", locale, "JAVA_HOME", javaHome().toString());
    assertThat(run(environment, home.resolve("bin/params"), "list").lines())
        .containsExactly("C.UTF-8");
  }

  @Test
  void optionsForTheJvmAreWords() throws Exception {
    CommandRun run =
        run(
            Map.of("BNN4J_JAVA_OPTIONS", "-Xmx1g -Da=b", "JAVA_HOME", javaHome().toString()),
            home.resolve("bin/params"),
            "list");
    assertThat(run.lines()).startsWith("-Xmx1g", "-Da=b", "-Dbnn4j.home=" + home);
  }

  @Test
  void theJvmIsToldHowWideTheTerminalIs() throws Exception {
    Path program = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(program), "skipped: there is no script(1)");
    String command = "stty cols 40; '%s' list".formatted(home.resolve("bin/params"));
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "-qec", command, "/dev/null");
    builder.environment().put("JAVA_HOME", javaHome().toString());
    Process process = builder.redirectErrorStream(true).start();
    String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(screen).isZero();
    assertThat(screen.lines()).contains("-Dbnn4j.terminal=true", "-Dbnn4j.columns=40");
  }

  @Test
  void aCurrentFolderThatWasDeletedIsSaid() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("gone"));
    Path script =
        Files.writeString(
            scratch.resolve("script"),
            "cd '%s' && rmdir '%s' && exec '%s' list\n"
                .formatted(folder, folder, home.resolve("bin/params")));
    CommandRun run = run(script);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .endsWith("bnn4j: the current folder no longer exists; change to another\n");
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    script(javaHome().resolve("bin/java"), JAVA.formatted("1.8.0_402"));
    assertThat(run(home.resolve("bin/train")))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j: %s is Java 8; set JAVA_HOME to a JDK, 17 or newer"
                    .formatted(javaHome().resolve("bin/java"))));
  }

  @Test
  void aJavaHomeWithoutJavaIsRefused() throws Exception {
    assertThat(run(Map.of("JAVA_HOME", "/nowhere"), home.resolve("bin/train")))
        .isEqualTo(CommandRun.refused("bnn4j: JAVA_HOME is /nowhere, but it contains no bin/java"));
  }

  @Test
  void aMachineWithoutJavaIsToldWhatToInstall() throws Exception {
    assertThat(run(Map.of("PATH", tools("readlink", "dirname")), home.resolve("bin/train")))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j: no java found; install a JDK, 17 or newer, or set JAVA_HOME"));
  }

  @Test
  void aMachineWithoutMavenIsToldWhatToInstall() throws Exception {
    Files.delete(home.resolve("cli/target/bnn4j.jar"));
    String path = tools("readlink", "dirname", "sed", "head", "find", "mkdir");
    assertThat(
            run(
                Map.of("PATH", path, "JAVA_HOME", javaHome().toString()),
                home.resolve("bin/train")))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j: not built yet, and mvn is missing; install Maven, 3.8 or newer"));
  }

  @Test
  void aSourceNewerThanTheBuildIsBuiltFirst() throws Exception {
    Path jar = home.resolve("cli/target/bnn4j.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    Path tools = scratch.resolve("tools");
    script(tools.resolve("mvn"), "#!/bin/sh\necho \"[ERROR] mvn in $PWD\" >&2\n");
    Map<String, String> environment =
        Map.of("PATH", tools + ":" + System.getenv("PATH"), "JAVA_HOME", javaHome().toString());
    CommandRun run = run(environment, home.resolve("bin/overlays"), "list");
    assertThat(run.out()).isEqualTo(started("overlays", "list").out());
    assertThat(run.err())
        .isEqualTo(
            "building bnn4j (the first time downloads its libraries, which takes minutes) ...\n[ERROR] mvn in %s\n"
                .formatted(home));
    assertThat(run(environment, home.resolve("bin/overlays"), "list").err()).isEmpty();
  }

  @Test
  void aBuildThatFailsStartsNothing() throws Exception {
    Files.delete(home.resolve("cli/target/bnn4j.jar"));
    Path tools = scratch.resolve("tools");
    script(tools.resolve("mvn"), "#!/bin/sh\nexit 1\n");
    CommandRun run =
        run(
            Map.of("PATH", tools + ":" + System.getenv("PATH"), "JAVA_HOME", javaHome().toString()),
            home.resolve("bin/overlays"),
            "list");
    assertThat(run)
        .isEqualTo(
            CommandRun.refused(
                "building bnn4j (the first time downloads its libraries, which takes minutes) ...",
                "bnn4j: the build failed; see above (it requires a complete JDK, 17 or newer)"));
  }

  @Test
  void aClusterNeedsASparkAndIsToldWhatToSet() throws Exception {
    CommandRun run =
        run(home.resolve("bin/check-accuracy"), "mnist/lfcW1A1", "--master", "spark://a:7077");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "bnn4j: --master needs a Spark of the cluster's version, 3.5 or 4: set SPARK_HOME");
  }

  @Test
  void aSparkHomeWithoutSparkIsRefused() throws Exception {
    Map<String, String> environment =
        Map.of("JAVA_HOME", javaHome().toString(), "SPARK_HOME", scratch.toString());
    CommandRun run = run(environment, home.resolve("bin/infer"), "--master=local[2]");
    assertThat(run)
        .isEqualTo(
            CommandRun.refused(
                "bnn4j: SPARK_HOME is %s, but it contains no jars/spark-core_*.jar; set it to the folder of Spark 3.5 or 4"
                    .formatted(scratch)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark:/a:7077", "http://a", "local[", "spark://", "a:7077"})
  void whatIsNoAddressOfAClusterIsRefused(String master) throws Exception {
    CommandRun run = run(home.resolve("bin/train"), "--config", "a", "--master", master);
    assertThat(run)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j: --master: expected local[N], spark://HOST:PORT, yarn or k8s://URL, found"
                        + " '%s'")
                    .formatted(master)));
  }

  @Test
  void onlyWhatRunsOnAClusterTakesAMaster() throws Exception {
    assertThat(run(home.resolve("bin/locate"), "--master", "yarn"))
        .isEqualTo(
            CommandRun.refused("bnn4j: --master is for check-accuracy, infer, sweep and train"));
  }

  @Test
  void aCommandOnAClusterStartsInsideSparksLauncher() throws Exception {
    write(home.resolve("cluster/target/bnn4j-cluster.jar"), "");
    Path spark = scratch.resolve("a spark");
    write(spark.resolve("jars/spark-core_2.13-4.2.0.jar"), "");
    Map<String, String> environment =
        Map.of("JAVA_HOME", javaHome().toString(), "SPARK_HOME", spark.toString());
    String[] arguments = {"a set", "--master", "local[2]", "--input", "x  y"};
    CommandRun run = run(environment, home.resolve("bin/check-accuracy"), arguments);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.lines())
        .contains("-Dbnn4j.home=" + home)
        .endsWith(
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--class",
            "bnn4j.cluster.Main",
            home.resolve("cluster/target/bnn4j-cluster.jar").toString(),
            "check-accuracy",
            "a set",
            "--master",
            "local[2]",
            "--input",
            "x  y");
    assertThat(run.out()).contains("%s/conf:%s/jars/*".formatted(spark, spark));
  }

  @Test
  void theRealLauncherRunsTheRealProgram() throws Exception {
    assumeTrue(Files.exists(Path.of("target/bnn4j.jar")), "skipped: the project is not built");
    String path = tools("readlink", "dirname", "sed", "head", "find", "mkdir");
    CommandRun run =
        run(
            Map.of("PATH", path, "JAVA_HOME", System.getProperty("java.home")),
            BIN.resolve("overlays"),
            "list");
    assumeFalse(run.err().contains("not built yet"), "skipped: the build is older than a source");
    assertThat(run).isEqualTo(CommandRun.of("overlays", "list"));
  }

  private Path javaHome() {
    return scratch.resolve("a jdk");
  }

  private CommandRun started(String... arguments) {
    List<String> lines = new ArrayList<>();
    if (!WITHOUT_ENGINE.contains(arguments[0])) {
      lines.add(VECTORS);
    }
    lines.add("-Dbnn4j.home=" + home);
    lines.add("-Dbnn4j.terminal=false");
    lines.add("-Dbnn4j.stdout.terminal=false");
    lines.addAll(List.of("-jar", home.resolve("cli/target/bnn4j.jar").toString()));
    lines.addAll(List.of(arguments));
    return CommandRun.done(lines.toArray(String[]::new));
  }

  private CommandRun run(Path launcher, String... arguments) throws Exception {
    return run(Map.of("JAVA_HOME", javaHome().toString()), launcher, arguments);
  }

  /** Runs a launcher in another folder than its own. */
  private CommandRun run(Map<String, String> environment, Path launcher, String... arguments)
      throws Exception {
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("/bin/sh", launcher.toString()), Stream.of(arguments))
                .toList());
    builder.directory(scratch.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    List.of("JAVA_HOME", "BNN4J_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "SPARK_HOME", "SPARK_CONF_DIR")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A PATH with these programs and no others. */
  private String tools(String... names) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("few tools"));
    for (String name : names) {
      Path program =
          Stream.of("/usr/bin", "/bin")
              .map(place -> Path.of(place, name))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      script(folder.resolve(name), "#!/bin/sh\nexec %s \"$@\"\n".formatted(program));
    }
    return folder.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void script(Path file, String text) throws IOException {
    write(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
