package bnn4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of ours in a line of a shell.
 *
 * @param words the command and its arguments, without {@code bin/}, {@code bnn4j}, redirections and
 *     comments
 */
record ShellCommand(List<String> words) {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");

  /** Where one command ends and the next begins. */
  private static final Set<String> SEPARATORS = Set.of("|", "||", "&&", "&", ";", "do", "done");

  private static final Set<String> REDIRECTIONS = Set.of(">", ">>", "<", "2>");

  /** The commands of a line that are among these. */
  static List<ShellCommand> in(String line, Set<String> known) {
    List<ShellCommand> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line.replaceFirst("^\\$ ", ""));
    boolean redirected = false;
    while (word.find()) {
      String next = word.group();
      if (next.startsWith("#")) {
        break;
      }
      boolean ends = next.endsWith(";");
      if (SEPARATORS.contains(next)) {
        add(words, known, commands);
        words = new ArrayList<>();
      } else if (REDIRECTIONS.contains(next)) {
        redirected = true;
      } else if (redirected) {
        redirected = false;
      } else {
        words.add(next.replaceAll("['\";]", ""));
      }
      if (ends) {
        add(words, known, commands);
        words = new ArrayList<>();
      }
    }
    add(words, known, commands);
    return commands;
  }

  private static void add(List<String> words, Set<String> known, List<ShellCommand> commands) {
    for (int i = 0; i < words.size(); i++) {
      String name = words.get(i).replaceFirst("^bin/", "");
      boolean first = i == 0 || !name.equals(words.get(i));
      if (name.equals("export") && first && name.equals(words.get(i))) {
        return; // The shell's own.
      }
      if (first && name.equals("bnn4j") && i + 1 < words.size()) {
        commands.add(new ShellCommand(List.copyOf(words.subList(i + 1, words.size()))));
        return;
      }
      if (first && known.contains(name)) {
        List<String> ours = new ArrayList<>(words.subList(i, words.size()));
        ours.set(0, name);
        commands.add(new ShellCommand(List.copyOf(ours)));
        return;
      }
    }
  }

  /** Whether it runs on a cluster, with the options of another program. */
  boolean onCluster() {
    return words.stream().anyMatch(word -> word.startsWith("--master"));
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
