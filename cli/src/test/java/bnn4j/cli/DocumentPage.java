package bnn4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: a Markdown file, taken apart. */
record DocumentPage(Path file, String text) {
  private static final Path HOME = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^ *```$");
  private static final Pattern DRAWN = Pattern.compile("[─-▿]");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  /**
   * A piece of a page.
   *
   * @param where file and line
   */
  record Piece(String where, String text) {}

  /** README.md and all pages of docs/. */
  static List<DocumentPage> all() throws IOException {
    List<DocumentPage> pages = new ArrayList<>();
    pages.add(read(HOME.resolve("README.md")));
    try (Stream<Path> files = Files.list(HOME.resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  static DocumentPage read(Path file) throws IOException {
    return new DocumentPage(file, Files.readString(file));
  }

  /** The lines of blocks of a shell; a backslash at the end joins two. */
  List<Piece> shellLines() {
    List<Piece> lines = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      if (fence.group(2).isEmpty() || fence.group(2).equals("sh")) {
        String block = fence.group(3).replaceAll("\\\\\n\\s*", "");
        int first = line(fence.start(3));
        // Where there are prompts, the other lines are what was printed.
        boolean prompts = block.startsWith("$ ");
        block
            .lines()
            .filter(line -> !prompts || line.startsWith("$ "))
            .filter(line -> !DRAWN.matcher(line).find())
            .map(line -> new Piece(at(first), line))
            .forEach(lines::add);
      }
    }
    return lines;
  }

  /** The blocks of a language, without their indentation. */
  List<Piece> blocks(String language) {
    List<Piece> blocks = new ArrayList<>();
    Matcher fence = FENCE.matcher(text);
    while (fence.find()) {
      if (fence.group(2).equals(language)) {
        blocks.add(new Piece(at(line(fence.start(3))), fence.group(3).stripIndent()));
      }
    }
    return blocks;
  }

  /** What stands between backquotes, on one line or broken over two. */
  List<Piece> spans() {
    Matcher span = SPAN.matcher(prose());
    List<Piece> spans = new ArrayList<>();
    while (span.find()) {
      spans.add(new Piece(at(line(span.start())), span.group(1).replaceAll("\\s+", " ")));
    }
    return spans;
  }

  /** Targets of links and pictures. */
  List<Piece> links() {
    Matcher link = LINK.matcher(prose());
    List<Piece> links = new ArrayList<>();
    while (link.find()) {
      links.add(new Piece(at(line(link.start())), link.group(1)));
    }
    return links;
  }

  /** The names that headings have in addresses on GitHub. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(prose());
    while (heading.find()) {
      anchors.add(
          heading
              .group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** The page with blocks as blank lines, so that places stay. */
  private String prose() {
    return FENCE.matcher(text).replaceAll(fence -> fence.group().replaceAll("[^\n]", ""));
  }

  private int line(int offset) {
    return (int) text.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
  }

  private String at(int line) {
    return "%s:%d".formatted(file.getFileName(), line);
  }
}
