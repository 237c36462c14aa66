package bnn4j.offload.params;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.LittleEndian;
import bnn4j.foundation.Refusal;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Schedule.NumberedCall;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder of files {@code <set>-<pe>-weights.bin} and {@code <set>-<pe>-thres.bin}, words without
 * header, little-endian (qnn-mo.md 4).
 */
public final class ParameterFiles {
  private static final String WEIGHTS = "weights";
  private static final String THRESHOLDS = "thres";

  private final Path folder;

  /** The files of a folder. */
  public ParameterFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the parameters of all calls of a schedule.
   *
   * @return by the number of the set
   * @throws Refusal naming the file that is missing or has another size, and the layer it is for
   */
  public Map<Integer, CallParameters> read(Schedule schedule) {
    if (!Files.isDirectory(folder)) {
      throw new Refusal(
          ("%s: no such folder; it is named by binparam in the layers file; specify another"
                  + " with --params")
              .formatted(folder));
    }
    Map<Integer, CallParameters> sets = new LinkedHashMap<>();
    for (NumberedCall call : schedule.calls()) {
      CallParameters set = CallParameters.blank(schedule.overlay(), call.call());
      for (int pe = 0; pe < schedule.overlay().pes(); pe++) {
        read(file(call.set(), pe, WEIGHTS), set.weights()[pe], call);
        read(file(call.set(), pe, THRESHOLDS), set.thresholds()[pe], call);
      }
      sets.put(call.set(), set);
    }
    return sets;
  }

  /**
   * Writes parameters of a call; each file appears whole.
   *
   * @param set its number
   * @throws Refusal if one cannot be written
   */
  public void write(int set, CallParameters parameters) {
    for (int pe = 0; pe < parameters.overlay().pes(); pe++) {
      write(file(set, pe, WEIGHTS), parameters.weights()[pe]);
      write(file(set, pe, THRESHOLDS), parameters.thresholds()[pe]);
    }
  }

  /**
   * Whether files are there that {@link #write} would replace by others.
   *
   * @param set its number
   * @throws Refusal if one cannot be read
   */
  public boolean holdsOther(int set, CallParameters parameters) {
    for (int pe = 0; pe < parameters.overlay().pes(); pe++) {
      if (isOther(file(set, pe, WEIGHTS), parameters.weights()[pe])
          || isOther(file(set, pe, THRESHOLDS), parameters.thresholds()[pe])) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOther(Path file, long[] words) {
    try {
      byte[] bytes = LittleEndian.bytes(words);
      return Files.isRegularFile(file)
          && (Files.size(file) != bytes.length || !Arrays.equals(Files.readAllBytes(file), bytes));
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private Path file(int set, int pe, String what) {
    return folder.resolve("%d-%d-%s.bin".formatted(set, pe, what));
  }

  private static void read(Path file, long[] words, NumberedCall call) {
    try {
      InputFile.check(file, "the parameters of layer " + call.layer());
      long size = Files.size(file);
      if (size != (long) words.length * Long.BYTES) {
        throw new Refusal(
            "%s: %d bytes, layer %s needs %d (%d words); the file may belong to another network"
                .formatted(file, size, call.layer(), words.length * Long.BYTES, words.length));
      }
      ByteBuffer.wrap(Files.readAllBytes(file))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .get(words);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    }
  }

  private static void write(Path file, long[] words) {
    AtomicFile.write(file, out -> out.write(LittleEndian.bytes(words)));
  }
}
