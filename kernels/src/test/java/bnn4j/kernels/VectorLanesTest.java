package bnn4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorLanesTest {
  private static final int NEURONS = 1024;

  /** Compiles the lookup of an operation before the methods that look up, as now and then. */
  private static final List<String> LOOKUP_FIRST =
      List.of(
          "jdk.incubator.vector.IntVector::*,28.0",
          "jdk.incubator.vector.Int512Vector::*,28.0",
          "jdk.incubator.vector.Int256Vector::*,28.0",
          "bnn4j.kernels.VectorBitCounter::count,8.0",
          "bnn4j.kernels.VectorDifferences::count,8.0");

  @Test
  void comparingForTheFirstTimeMakesNoObjectsOfTheVectorsOfCounting()
      throws IOException, InterruptedException {
    assumeTrue(Offer.ofThisJvm().slow() == null, "this JVM has no fast vectors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xbatch", "--add-modules", "jdk.incubator.vector"));
    command.add("-XX:CompileCommand=quiet");
    LOOKUP_FIRST.forEach(
        scaling -> command.add("-XX:CompileCommand=CompileThresholdScaling," + scaling));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CountThenCompare.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String bytes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    // A vector is an object of more than 32 bytes.
    assertThat(Double.parseDouble(bytes)).isLessThan(32);
  }

  /** Prints how many bytes a count of one window and one group of neurons allocates. */
  static final class CountThenCompare {
    private static final int UNTIL_THE_LOOKUP_IS_COMPILED = 30;
    private static final int UNTIL_COUNTING_IS_COMPILED = 3000;
    private static final int MEASURED = 100;

    public static void main(String[] arguments) {
      Random random = new Random(1);
      int words = 16;
      Windows windows = new Windows(1, 1, words, 1);
      long[] weights = random.longs((long) NEURONS * words).toArray();
      int[] counts = new int[Kernel.stride(NEURONS)];
      Kernel kernel = new VectorKernel();
      BitCounter counter =
          kernel.bitMatrix(NEURONS, words, List.of(weights)).counter(windows, false);
      counter.read(random.longs(words).toArray(), null, 1);
      repeat(counter, counts, UNTIL_THE_LOOKUP_IS_COMPILED);
      kernel
          .comparison(new int[NEURONS])
          .exceeded(counts, 0, new long[counts.length / Kernel.BLOCK], 0);
      repeat(counter, counts, UNTIL_COUNTING_IS_COMPILED);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      repeat(counter, counts, MEASURED);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      System.out.println((double) bytes / MEASURED / VectorLanes.groups(NEURONS));
    }

    private static void repeat(BitCounter counter, int[] counts, int times) {
      for (int i = 0; i < times; i++) {
        counter.count(0, 1, counts);
      }
    }
  }
}
