package bnn4j.datasets;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints how long data sets take to load, and how much memory their images take. Not a test: {@code
 * java -Xmx1g bnn4j.datasets.LoadTimes DATA_DIRECTORY NAME...}; a second run finds what the first
 * has kept.
 */
final class LoadTimes {
  private LoadTimes() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    Path data = Path.of(arguments[0]);
    List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
    for (String name : names) {
      long start = System.nanoTime();
      Dataset dataset = Datasets.open(name, data, new Reading(0, false, out::println));
      LabeledImages training = dataset.training();
      LabeledImages test = dataset.test();
      double seconds = (System.nanoTime() - start) / 1e9;
      out.printf(
          "%s: %d + %d images of %s in %.2f s (%s s of processor since the start), %d MiB of pixels%n",
          name,
          training.size(),
          test.size(),
          training.shape(),
          seconds,
          ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .map(d -> d.toMillis() / 1e3)
              .orElse(0.0),
          ((long) training.pixels().length + test.pixels().length) >> 20);
    }
  }
}
