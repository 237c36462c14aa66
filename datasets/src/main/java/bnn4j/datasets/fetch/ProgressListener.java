package bnn4j.datasets.fetch;

/** Receives the progress of a download. Called often, by the downloading thread. */
public interface ProgressListener {
  /** Hears nothing. */
  ProgressListener SILENT = (name, done, total) -> {};

  /**
   * Some more of a file has arrived.
   *
   * @param name the file's name
   * @param done bytes that are here, those of earlier attempts included; may go back to 0
   * @param total bytes of the whole file
   */
  void progress(String name, long done, long total);

  /** Something the person should know, in one line: an address failed and the next is tried. */
  default void note(String line) {}
}
