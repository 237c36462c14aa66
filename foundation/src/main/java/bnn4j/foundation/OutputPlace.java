package bnn4j.foundation;

import java.nio.file.Path;

/**
 * An output file or folder of a command.
 *
 * @param option that names it
 * @param path where
 * @param folder whether it is to be a folder
 */
public record OutputPlace(String option, Path path, boolean folder) {
  /** A file. */
  public static OutputPlace file(String option, Path path) {
    return new OutputPlace(option, path, false);
  }

  /** A folder, new or of an earlier run of the command. */
  public static OutputPlace folder(String option, Path path) {
    return new OutputPlace(option, path, true);
  }
}
