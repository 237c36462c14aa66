package bnn4j.offload.engine;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.Refusal;
import bnn4j.offload.slots.MapFile;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * A trace as a folder: for each layer {@code <name>.u8.gz}, gzip of a byte per activation, {@code
 * [row][column][channel]}; in a part of a split {@code <name>.<part>.u8.gz}. {@code shapes.tsv}
 * says how many rows and channels each has.
 */
public final class OffloadTraceFolder {
  private static final Pattern NAME =
      Pattern.compile("(trace\\d+/)?(shapes\\.tsv|[^/]+\\.u8\\.gz)");

  private OffloadTraceFolder() {}

  /**
   * Runs images and writes what each layer gives, in place of former traces.
   *
   * @param folder of the trace; of several images a folder {@code trace<image>} for each
   * @throws Refusal if the folder holds something else, or cannot be written; what was there is
   *     still there
   */
  public static void writeEach(OffloadEngine engine, MapFile input, Path folder) {
    checkFree(folder);
    boolean one = input.images() == 1;
    new AtomicFolder(folder)
        .write(
            name -> true,
            incoming -> {
              for (int i = 0; i < input.images(); i++) {
                write(engine, input.image(i), one ? incoming : incoming.resolve("trace" + i));
              }
            });
  }

  /**
   * Checks that traces may be written to a folder.
   *
   * @throws Refusal if it holds something else than traces
   */
  public static void checkFree(Path folder) {
    AtomicFolder.checkHoldsOnly(
        folder, "traces", name -> NAME.matcher(name.toString().replace('\\', '/')).matches());
  }

  /**
   * Runs an image and writes what each layer gives.
   *
   * @throws Refusal if it cannot be written
   */
  public static void write(OffloadEngine engine, long[] image, Path folder) {
    StringBuilder shapes = new StringBuilder("file\trows\tcolumns\tchannels\n");
    engine.trace(
        image,
        (name, side, channels, values) -> {
          String file = fileName(name);
          AtomicFile.write(
              folder.resolve(file),
              out -> {
                GZIPOutputStream packed = new GZIPOutputStream(out);
                packed.write(values);
                packed.finish();
              });
          shapes.append("%s\t%d\t%d\t%d%n".formatted(file, side, side, channels));
        });
    AtomicFile.write(folder.resolve("shapes.tsv"), shapes.toString());
  }

  /** Layers may be called anything, files may not. */
  private static String fileName(String layer) {
    return layer.replaceAll("[^\\w.+-]", "_") + ".u8.gz";
  }
}
