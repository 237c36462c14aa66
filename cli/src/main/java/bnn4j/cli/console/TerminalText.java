package bnn4j.cli.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/**
 * Text for a terminal. Names of files and texts of servers may contain control characters, which
 * would move the cursor, change the title or clear the screen; each is printed as a question mark.
 * Line ends, tabs and colours stay.
 */
public final class TerminalText extends FilterWriter {
  private static final Pattern UNSAFE =
      Pattern.compile("(\u001b\\[[0-9;]{0,16}m)|[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]");

  /** Writes to another writer. */
  public TerminalText(Writer out) {
    super(out);
  }

  /** The text with a question mark for each control character. */
  static String safe(String text) {
    return UNSAFE.matcher(text).replaceAll(found -> found.group(1) == null ? "?" : found.group(1));
  }

  @Override
  public void write(int c) throws IOException {
    write(String.valueOf((char) c));
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    out.write(safe(new String(text, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(safe(text.substring(offset, offset + length)));
  }
}
