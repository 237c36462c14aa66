package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.cli.option.DeclaredOutputs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What commands are told to write is looked at before they begin, in all of them alike. */
class WritingCommandsTest {
  @TempDir Path scratch;
  private Path file;
  private Path set;

  @BeforeEach
  void prepare() throws IOException {
    Path dataset = Files.createDirectory(scratch.resolve("mnist"));
    file = Files.writeString(dataset.resolve("file"), "kept");
    set = BlankSet.write("lfcW1A1", 10, scratch.resolve("sets"));
  }

  @Test
  void everyOptionThatNamesAnOutputIsDeclaredToBeOne() {
    CommandLine line =
        Main.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    assertThat(options(line).filter(option -> !DeclaredOutputs.isDeclared(option)))
        .extracting(OptionSpec::longestName)
        .isEmpty();
  }

  /** Those whose text says that something is written there. */
  private static Stream<OptionSpec> options(CommandLine line) {
    return Stream.concat(
        line.getCommandSpec().options().stream()
            .filter(option -> List.of("FILE", "DIR", "PNG").contains(option.paramLabel()))
            .filter(WritingCommandsTest::isOutput),
        line.getSubcommands().values().stream().flatMap(WritingCommandsTest::options));
  }

  private static boolean isOutput(OptionSpec option) {
    String text = String.join(" ", option.description()).toLowerCase(Locale.ROOT);
    return option.longestName().equals("--out")
        || Stream.of("write", "output f", "draw", "keep", "append").anyMatch(text::contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --config digits-lfc --out FILE",
        "sweep digits-lfc --out FILE",
        "gen-weights MODEL --out FILE",
        "params install RUN --out FILE",
        "hardware generate lfcW1A1 --out FILE",
        "hardware synthesize lfcW1A1 --keep FILE",
        "infer SET --input FILE --trace FILE/a",
        "export SET --format finn --out FILE/a",
        "datasets preview rendered-digits --out FILE/a.png",
        "datasets export rendered-digits --out DIR",
        "locate SET --input FILE --out FILE/a.png",
        "detect FILE --json DIR",
        "check-accuracy --all --history DIR",
        "check-accuracy SET --json -",
        "hardware fold cnvW1A1 --fit --out -",
        "hardware draw lfcW1A1 --out DIR/a.svg --out DIR/./a.svg",
        "hardware estimate lfcW1A1 --json DIR/a.svg --roofline DIR/a.svg",
        "runs compare a b --plot FILE/a.png",
        "export FILE --format finn --out FILE",
        "hardware fold FILE --fit --out FILE",
        "detect FILE --json FILE",
        "offload run FILE --overlay W1A3 --input a --out FILE",
        "check-accuracy SET --data SCRATCH --json FILE",
        "datasets preview folder:SCRATCH --out FILE",
      })
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsRead(String command) throws IOException {
    Map<String, byte[]> before = FolderContent.of(scratch);
    CommandRun run =
        CommandRun.of(
            (Object[])
                command
                    .replace("FILE", file.toString())
                    .replace("DIR", set.toString())
                    .replace("SET", set.toString())
                    .replace("SCRATCH", scratch.toString())
                    .split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .containsPattern(": (--[a-z]+|--[a-z]+ and --[a-z]+)(:| both)");
    assertThat(FolderContent.of(scratch)).containsOnlyKeys(before.keySet());
    assertThat(file).hasContent("kept");
  }

  @Test
  void tracesAreNotWrittenBetweenOtherFiles() throws IOException {
    Path data = SmallDigits.writeInto(scratch.resolve("data"), 1);
    Path images = data.resolve("mnist/t10k-images-idx3-ubyte");
    Path folder = Files.createDirectory(scratch.resolve("mine"));
    Path note = Files.writeString(folder.resolve("note"), "kept");
    CommandRun refused = CommandRun.of("infer", set, "--input", images, "--trace", folder);
    assertThat(refused)
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j infer: %s: contains other files than traces, such as note; specify a new or"
                        + " an empty folder")
                    .formatted(folder)));
    assertThat(note).hasContent("kept");
    Files.delete(note);
    for (int again = 0; again < 2; again++) {
      CommandRun run = CommandRun.of("infer", set, "--input", images, "--trace", folder);
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(folder.resolve("trace99/acc0.i16.gz")).isRegularFile();
    }
  }
}
