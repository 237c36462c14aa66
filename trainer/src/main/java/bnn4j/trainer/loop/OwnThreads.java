package bnn4j.trainer.loop;

import bnn4j.trainer.model.NativeBackend;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A fixed set of threads; native operations get no additional threads. */
public final class OwnThreads {
  private OwnThreads() {}

  /**
   * Makes threads of this kind, that do not keep the program alive. Loads the native library first:
   * a thread that found there is none would be gone without a word.
   */
  public static ThreadFactory named(String name) {
    NativeBackend.check();
    return task -> {
      Thread made = new Thread(() -> runAlone(task), name);
      made.setDaemon(true);
      return made;
    };
  }

  private static void runAlone(Runnable task) {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    try {
      task.run();
    } finally {
      // Off-heap memory that would stay with a thread that is no more.
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  /**
   * Does parts of a task at the same time and waits for all.
   *
   * @param parts how many there are, at least 1
   * @param task gets the number of the part, from 0
   */
  static void run(int parts, IntConsumer task) {
    ExecutorService threads = Executors.newFixedThreadPool(parts, named("evaluation"));
    try {
      List<Future<?>> all =
          IntStream.range(0, parts)
              .<Future<?>>mapToObj(part -> threads.submit(() -> task.accept(part)))
              .toList();
      for (Future<?> part : all) {
        part.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while images were evaluated", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("evaluation failed: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdown();
    }
  }
}
