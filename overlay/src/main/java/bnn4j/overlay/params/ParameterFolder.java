package bnn4j.overlay.params;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.text.OverlayFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * A parameter set as a folder of files, equal to the byte with BNN-PYNQ's (formats.md 1).
 *
 * <p>Folders that an older generator wrote load with the meaning that the original host gives them:
 * words that the last layer's files lack are zeros, threshold files that the overlay has no memory
 * for are ignored, and an empty line of {@code classes.txt} is a class. Each is worth a warning;
 * line ends of either kind are not. Any other length is refused.
 */
public final class ParameterFolder {
  private ParameterFolder() {}

  /**
   * The set in the folder, warnings dropped.
   *
   * @throws Refusal as {@link #load}
   */
  public static ParameterSet read(Path folder, Overlay overlay) {
    return load(folder, overlay).parameters();
  }

  /**
   * The set in the folder.
   *
   * @throws Refusal naming the first file that is missing or has another length than the overlay
   *     asks for, both lengths, and the published overlay that the folder is for, if it is another
   */
  public static LoadedParameters load(Path folder, Overlay overlay) {
    return new ParameterFolderReader(folder).read(overlay);
  }

  /**
   * The overlay that a folder's set is for: the one that it describes, else the published one that
   * its files fit.
   *
   * @throws Refusal if it describes none and fits none
   */
  public static Overlay overlayOf(Path folder) {
    return OverlayFile.find(folder).orElseGet(() -> recognise(folder));
  }

  /**
   * The published overlay that the files are for, judged by their lengths.
   *
   * @throws Refusal if it is none, saying which one is closest and what does not fit
   */
  public static Overlay recognise(Path folder) {
    return new ParameterFolderReader(folder).recognise();
  }

  /**
   * Writes the set, as {@link #write(ParameterSet, Path, Map)} without companions.
   *
   * @throws Refusal as there
   */
  public static void write(ParameterSet set, Path folder) {
    write(set, folder, Map.of());
  }

  /**
   * Writes the set and what belongs beside it in one step, the description of an overlay that is no
   * published one included: the folder appears, or takes the place of a former one, when it is
   * complete. Memories, {@code classes.txt} and descriptions of output and overlay of the former
   * set go; everything else in the folder, such as {@code hw/} or a card, is kept unless a
   * companion has its name. If the process dies between the two renames of a replacement, the
   * former folder is whole beside it as {@code .NAME.former}; reading says so and the next write
   * puts it back first.
   *
   * @param companions texts by file name relative to the folder, for instance {@code hw/config.h}
   * @throws Refusal if the folder holds files but no parameter set, if a class name cannot be a
   *     line of text, or if the disk refuses; the former folder is untouched then
   */
  public static void write(ParameterSet set, Path folder, Map<String, String> companions) {
    new FolderWriter(folder).write(set, companions);
  }
}
