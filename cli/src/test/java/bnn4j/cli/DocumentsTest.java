package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.cli.DocumentPage.Piece;
import bnn4j.experiment.spec.ChainSpec;
import bnn4j.experiment.spec.TrainingSpec;
import bnn4j.experiment.sweep.SweepSpec;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** README and docs name commands, options, keys, configs and places that exist. */
class DocumentsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
  private static final Pattern CONFIG = Pattern.compile("[\\w/.-]*[\\w-]+\\.ya?ml");

  /** Options of other programs, and of commands that are no part of {@link Main}. */
  private static final Set<String> FOREIGN =
      Set.of("--add-modules", "--webui-port", "--images-per-call", "--quick", "--write", "--force");

  /** What a reader writes, or a command does. */
  private static final Set<String> OF_READERS =
      Set.of(
          "card.yaml",
          "config.yaml",
          "network.yaml",
          "overlay.yaml",
          "best.yaml",
          "shapes.yaml",
          "my-network.yaml",
          "mine.yaml",
          "sized.yaml",
          "tfc.yaml",
          "nightly.yml");

  private static List<DocumentPage> pages;
  private static CommandLine main;
  private static Map<String, CommandLine> commands;

  @BeforeAll
  static void read() throws IOException {
    pages = DocumentPage.all();
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    main = Main.commandLine(nowhere, nowhere);
    commands = main.getSubcommands();
  }

  /** As the command itself would refuse it: unknown, missing and contradicting options. */
  @Test
  void everyCommandLineIsOneThatItsCommandAccepts() {
    List<String> refused = new ArrayList<>();
    int accepted = 0;
    for (DocumentPage page : pages) {
      for (Piece line : page.shellLines()) {
        for (ShellCommand command : ShellCommand.in(line.text(), commands.keySet())) {
          if (!command.onCluster()) {
            refusal(command).ifPresent(why -> refused.add(line.where() + ": " + why));
            accepted++;
          }
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(accepted).isGreaterThan(50);
  }

  @Test
  void everyExampleOfTheHelpIsOneThatItsCommandAccepts() {
    List<String> refused = new ArrayList<>();
    List<ShellCommand> examples = new ArrayList<>();
    for (CommandLine command : all(main)) {
      String[] footer = command.getCommandSpec().usageMessage().footer();
      Stream.of(footer).forEach(f -> examples.addAll(ShellCommand.in(f, commands.keySet())));
    }
    for (ShellCommand example : examples) {
      if (!example.onCluster() && !example.words().contains("COMMAND")) {
        refusal(example).ifPresent(refused::add);
      }
    }
    assertThat(refused).isEmpty();
    assertThat(examples).hasSizeGreaterThan(40);
  }

  private static Optional<String> refusal(ShellCommand command) {
    try {
      main.parseArgs(command.words().toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException e) {
      return Optional.of(command + ": " + e.getMessage());
    }
  }

  /** In a sentence a command is often cut short, so only the names of its options are compared. */
  @Test
  void everyOptionInASentenceExists() {
    Set<String> ofAny = new TreeSet<>(FOREIGN);
    ofAny.addAll(options(main));
    ofAny.addAll(clusterOptions());
    List<String> unknown = new ArrayList<>();
    for (DocumentPage page : pages) {
      for (Piece span : page.spans()) {
        List<ShellCommand> ours = ShellCommand.in(span.text(), commands.keySet());
        Set<String> known =
            ours.isEmpty() || ours.get(0).onCluster() ? ofAny : options(ours.get(0));
        Matcher option = OPTION.matcher(span.text());
        while (option.find()) {
          if (!known.contains(option.group())) {
            unknown.add("%s: %s in '%s'".formatted(span.where(), option.group(), span.text()));
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  /** Of the command that the words name, or of any of its subcommands if they name none. */
  private static Set<String> options(ShellCommand words) {
    CommandLine command = commands.getOrDefault(words.words().get(0), main);
    if (words.words().size() > 1 && command.getSubcommands().containsKey(words.words().get(1))) {
      command = command.getSubcommands().get(words.words().get(1));
    }
    return options(command);
  }

  private static Set<String> options(CommandLine command) {
    Set<String> options = new TreeSet<>();
    for (CommandLine each : all(command)) {
      options.addAll(each.getCommandSpec().optionsMap().keySet());
      options.addAll(each.getCommandSpec().negatedOptionsMap().keySet());
    }
    return options;
  }

  /** The commands on a cluster are of a module that knows this one: its sources are read. */
  private static Set<String> clusterOptions() {
    Set<String> options = new TreeSet<>();
    try (Stream<Path> files = Files.walk(HOME.resolve("cluster/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher option = Pattern.compile("\"(--[a-z-]+)\"").matcher(Files.readString(file));
        option.results().forEach(found -> options.add(found.group(1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return options;
  }

  @Test
  void everyCommandIsOnAPage() {
    String text =
        pages.stream()
            .map(page -> page.text().replaceAll("\\s+", " "))
            .collect(Collectors.joining(" "));
    List<String> missing = new ArrayList<>();
    for (CommandLine command : all(main)) {
      String name = command.getCommandSpec().qualifiedName().replaceFirst("^bnn4j ?", "");
      if (!command.getCommandSpec().usageMessage().hidden()
          && !name.equals("help")
          && !Pattern.compile("[`(/ ]" + name + "[` ]").matcher(text).find()) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    new LinkedHashSet<>(command.getSubcommands().values()).forEach(sub -> all.addAll(all(sub)));
    return all;
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    for (DocumentPage page : pages) {
      for (Piece link : page.links()) {
        if (link.text().contains("://")) {
          continue;
        }
        String[] parts = link.text().split("#", 2);
        Path target =
            parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)
            || (parts.length == 2 && !DocumentPage.read(target).anchors().contains(parts[1]))) {
          broken.add(link.where() + ": " + link.text());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPageIsLinkedFromTheReadme() {
    Set<String> linked =
        pages.get(0).links().stream()
            .map(link -> link.text().replaceFirst("#.*", ""))
            .collect(Collectors.toSet());
    for (DocumentPage page : pages.subList(1, pages.size())) {
      assertThat(linked).contains("docs/" + page.file().getFileName());
    }
  }

  @Test
  void everyConfigExists() throws IOException {
    Set<String> files = new TreeSet<>(OF_READERS);
    try (Stream<Path> configs = Files.walk(HOME.resolve("configs"))) {
      configs.forEach(path -> files.add(path.getFileName().toString()));
    }
    List<String> missing = new ArrayList<>();
    for (DocumentPage page : pages) {
      for (Piece piece :
          Stream.concat(page.shellLines().stream(), page.spans().stream()).toList()) {
        Matcher config = CONFIG.matcher(piece.text().replaceAll("\\w+://\\S+", ""));
        while (config.find()) {
          if (!files.contains(Path.of(config.group()).getFileName().toString())) {
            missing.add(piece.where() + ": " + config.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyConfigNamedWithoutItsEndingExists() {
    List<String> missing = new ArrayList<>();
    for (DocumentPage page : pages) {
      for (Piece line : Stream.concat(page.shellLines().stream(), page.spans().stream()).toList()) {
        for (ShellCommand command : ShellCommand.in(line.text(), Set.of("train", "sweep"))) {
          int option = command.words().indexOf("--config");
          String name =
              option >= 0 && option + 1 < command.words().size()
                  ? command.words().get(option + 1)
                  : "";
          if (name.matches("[a-z][\\w-]*")
              && !Files.exists(HOME.resolve("configs").resolve(name + ".yaml"))) {
            missing.add(line.where() + ": " + name);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** A page may show a config; then it is one that the reader accepts. */
  @Test
  void everyConfigThatAPageShowsIsRead(@TempDir Path folder) throws IOException {
    List<String> refused = new ArrayList<>();
    int read = 0;
    for (DocumentPage page : pages) {
      for (Piece block : page.blocks("yaml")) {
        Path file = folder.resolve("shown.yaml");
        Files.writeString(file, block.text());
        Path configs = HOME.resolve("configs");
        List<Path> overlays = List.of(configs.resolve("overlays"));
        try {
          if (block.text().startsWith("network:")) {
            ChainSpec.read(file, List.of(), overlays);
            read++;
          } else if (block.text().startsWith("base:")) {
            SweepSpec.read(file, configs, overlays);
            read++;
          }
        } catch (Refusal e) {
          refused.add(block.where() + ": " + e.getMessage());
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(read).isGreaterThan(4);
  }

  /** The reader refuses unknown keys, so the keys of a resolved config are those that there are. */
  @Test
  void theTableOfKeysIsThatOfTheReader() throws IOException {
    DocumentPage recipes = DocumentPage.read(HOME.resolve("docs/recipes.md"));
    Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]*) \\|").matcher(recipes.text());
    Set<String> keys = new LinkedHashSet<>();
    row.results().forEach(found -> keys.add(found.group(1)));
    String resolved = TrainingSpec.of("x", Overlays.named("lfc"), "mnist").toYaml();
    Set<String> read =
        resolved.lines().map(line -> line.replaceFirst(":.*", "")).collect(Collectors.toSet());
    read.add("floor");
    assertThat(keys).containsExactlyInAnyOrderElementsOf(read);
  }
}
