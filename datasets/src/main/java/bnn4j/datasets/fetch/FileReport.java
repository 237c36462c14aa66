package bnn4j.datasets.fetch;

import bnn4j.datasets.DataFile;

/**
 * The result of checking one file of a dataset.
 *
 * @param file which
 * @param state how it is
 * @param message one line: where it lies and, unless all is well, what to do
 */
public record FileReport(DataFile file, State state, String message) {

  /** How a file is. */
  public enum State {
    /** Its bytes are those of the catalogue. */
    OK,
    /** It is not there. */
    MISSING,
    /** It is shorter or longer than it should be. */
    WRONG_SIZE,
    /** It has the right length and the wrong bytes. */
    WRONG_CHECKSUM,
    /** It is there but cannot be read or unpacked. */
    UNREADABLE
  }

  /** Whether the file can be used. */
  public boolean isOk() {
    return state == State.OK;
  }
}
