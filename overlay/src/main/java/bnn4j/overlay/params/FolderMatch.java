package bnn4j.overlay.params;

import bnn4j.overlay.MatrixLayer;
import bnn4j.overlay.Overlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How well the files of a folder fit an overlay, judged by their names and lengths alone.
 *
 * @param files the files that the overlay needs
 * @param misfits what is wrong with each file that does not fit, in the order of layers
 * @param lastRows rows of the last layer that the files hold: fewer than the overlay has if an
 *     older generator wrote them (formats.md 1.9)
 * @param superfluous memories in the folder that the overlay has no use for, sorted
 */
record FolderMatch(
    List<ParameterFile> files, List<String> misfits, int lastRows, List<String> superfluous) {

  /**
   * Compares.
   *
   * @param lengths length in bytes of each memory in the folder, by file name
   */
  static FolderMatch of(Overlay overlay, Map<String, Long> lengths) {
    List<MatrixLayer> layers = overlay.layers();
    MatrixLayer last = layers.get(layers.size() - 1);
    int lastNeurons = lastNeurons(last, lengths);
    List<ParameterFile> files = new ArrayList<>();
    List<String> misfits = new ArrayList<>();
    TreeSet<String> superfluous = new TreeSet<>(lengths.keySet());
    for (MatrixLayer layer : layers) {
      int neurons = layer.equals(last) ? lastNeurons : layer.tmem();
      for (ParameterFile file : ParameterFile.of(layer)) {
        files.add(file);
        superfluous.remove(file.name());
        long words = (long) neurons * file.wordsPerNeuron();
        Long found = lengths.get(file.name());
        if (found == null || found != words * Long.BYTES) {
          misfits.add(misfit(file.name(), found, words));
        }
      }
    }
    int lastRows = lastNeurons * last.folding().pe();
    return new FolderMatch(files, misfits, lastRows, List.copyOf(superfluous));
  }

  boolean fits() {
    return misfits.isEmpty();
  }

  /**
   * Neurons per PE that the last layer's files hold. The older generator padded only to whole PEs,
   * so all files are short alike; one file shorter than the others is a truncated one.
   */
  private static int lastNeurons(MatrixLayer last, Map<String, Long> lengths) {
    long longest = 0;
    ParameterFile first = new ParameterFile(last, 0, true);
    for (int pe = 0; pe < last.folding().pe(); pe++) {
      String name = new ParameterFile(last, pe, true).name();
      longest = Math.max(longest, lengths.getOrDefault(name, 0L));
    }
    long neuron = (long) first.wordsPerNeuron() * Long.BYTES;
    boolean whole = longest > 0 && longest % neuron == 0 && longest / neuron < last.tmem();
    return whole ? (int) (longest / neuron) : last.tmem();
  }

  private static String misfit(String name, Long found, long words) {
    String expected = "expected %d (%d words of 8)".formatted(words * Long.BYTES, words);
    if (found == null) {
      return "%s is missing, %s".formatted(name, expected.replace("(", "bytes ("));
    }
    String whole = found % Long.BYTES == 0 ? "" : ", not a multiple of 8";
    return "%s has %d bytes%s, %s".formatted(name, found, whole, expected);
  }
}
