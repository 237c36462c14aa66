package bnn4j.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Command lines with {@code --master}, of the docs and of the help, use options that exist. */
class DocumentedOptionsTest {
  private static final Pattern LINE =
      Pattern.compile("(check-accuracy|infer|sweep|train) [^`\"\n]*--master[^`\"\n]*");

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  @Test
  void everyOptionOfACommandOnAClusterExists() throws IOException {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Map<String, CommandLine> commands = Main.commandLine(nowhere, nowhere).getSubcommands();
    List<String> unknown = new ArrayList<>();
    int lines = 0;
    for (Path file : texts()) {
      Matcher line = LINE.matcher(Files.readString(file));
      while (line.find()) {
        lines++;
        Map<String, ?> known = commands.get(line.group(1)).getCommandSpec().optionsMap();
        OPTION
            .matcher(line.group())
            .results()
            .filter(option -> !known.containsKey(option.group()))
            .forEach(option -> unknown.add(file + ": " + option.group() + " in " + line.group()));
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(lines).isGreaterThan(7);
  }

  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>(List.of(Path.of("../README.md")));
    for (String folder : List.of("../docs", "../cli/src/main/java")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        files.filter(file -> file.toString().matches(".*\\.(md|java)")).forEach(texts::add);
      }
    }
    return texts;
  }
}
