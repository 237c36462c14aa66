package bnn4j.trainer.spec;

/**
 * Where something was written, for messages.
 *
 * @param origin a file, or a {@code --set} with its argument
 * @param line in that file, from 1; 0 where lines mean nothing
 */
record Place(String origin, int line) {
  /** The same origin without a line. */
  Place whole() {
    return new Place(origin, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? origin : origin + ", line " + line;
  }
}
