package bnn4j.experiment.sweep;

import bnn4j.trainer.loop.OwnThreads;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs trials in parallel on this machine, one thread each. For one list of trials. */
public final class LocalTrials implements TrialPlace {
  private final List<TrialRun> hands;

  /**
   * A place.
   *
   * @param parallel trials at a time, at least 1
   * @param hand makes what runs one after the other
   */
  public LocalTrials(int parallel, Supplier<TrialRun> hand) {
    this.hands = Stream.generate(hand).limit(parallel).toList();
  }

  /** Asks, from any thread, the present trials to save and end, and the others not to begin. */
  @Override
  public void stop() {
    hands.forEach(TrialRun::stop);
  }

  @Override
  public void run(List<Trial> trials, Consumer<TrialResult> done) {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(hands.size(), OwnThreads.named("trials"));
    try {
      List<? extends Future<?>> all =
          IntStream.range(0, hands.size())
              .mapToObj(i -> threads.submit(() -> work(hands.get(i), trials, next, done)))
              .toList();
      for (Future<?> each : all) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trials ran", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private void work(
      TrialRun hand, List<Trial> trials, AtomicInteger next, Consumer<TrialResult> done) {
    for (int i = next.getAndIncrement(); i < trials.size(); i = next.getAndIncrement()) {
      hand.run(trials.get(i))
          .ifPresent(
              result -> {
                synchronized (this) {
                  done.accept(result);
                }
              });
    }
  }
}
