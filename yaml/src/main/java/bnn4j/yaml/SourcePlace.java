package bnn4j.yaml;

/**
 * The position of a value in a file, for messages.
 *
 * @param origin a file, or a {@code --set} with its argument
 * @param line in that file, from 1; 0 where lines mean nothing
 */
public record SourcePlace(String origin, int line) {
  /** The same origin without a line. */
  public SourcePlace whole() {
    return new SourcePlace(origin, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? origin : origin + ", line " + line;
  }
}
