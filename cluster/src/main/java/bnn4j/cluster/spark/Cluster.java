package bnn4j.cluster.spark;

import bnn4j.foundation.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** A running application on a cluster. */
public final class Cluster implements AutoCloseable {
  private final JavaSparkContext context;
  private final Optional<IdleWatch> watch;

  private Cluster(JavaSparkContext context, Optional<IdleWatch> watch) {
    this.context = context;
    this.watch = watch;
  }

  /**
   * Starts an application.
   *
   * @param name that the cluster shows
   * @param warnings receives a warning if no worker is available
   * @throws Refusal if there is no cluster, or it does not accept the application
   */
  public static Cluster open(String name, MasterUrl master, Consumer<String> warnings) {
    master.checkAnswers();
    SparkConf conf = new SparkConf().setAppName(name).setMaster(master.url());
    // Java's own serializer knows records; a faster one is of no use to a few results.
    conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    // What a task writes it writes once; a worker that is only slow must not be raced.
    conf.set("spark.speculation", "false");
    // A page about every job that anybody on the network may open.
    conf.setIfMissing("spark.ui.enabled", "false");
    // The engine's vector kernel.
    conf.setIfMissing("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector");
    String dl4j = System.getProperty("bnn4j.dl4j");
    if (dl4j != null) {
      // Where the launcher found it; on other machines too, unless their own place is set.
      conf.setIfMissing("spark.executor.extraClassPath", dl4j);
      conf.setIfMissing("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE");
    }
    JavaSparkContext context = new ApplicationStart(conf, master, SparkLog.ofThisJvm()).run();
    return new Cluster(
        context,
        master.isLocal() ? Optional.empty() : Optional.of(new IdleWatch(context.sc(), warnings)));
  }

  /** Tasks that run at a time. */
  public int parallelism() {
    return Math.max(1, context.defaultParallelism());
  }

  /** The settings with which files are opened. */
  public Configuration files() {
    return context.hadoopConfiguration();
  }

  /** Its description. */
  public String description() {
    return "Spark %s at %s, %d tasks at a time"
        .formatted(context.version(), context.master(), parallelism());
  }

  /** Sends something to each worker once. */
  public <T> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /**
   * Runs a task for each element. A worker that dies has its tasks run by others.
   *
   * @param progress receives each completed one
   * @return the results in the order of the elements
   * @throws Refusal in the words of the task that failed
   */
  public <T, R> List<R> run(List<T> elements, Function<T, R> task, Progress progress) {
    TaskCounter counter = new TaskCounter(progress);
    try {
      context.sc().addSparkListener(counter);
      return context.parallelize(elements, elements.size()).map(task).collect();
    } catch (Exception e) {
      // Scala throws what it does not declare.
      throw failure(e);
    } finally {
      context.sc().removeSparkListener(counter);
    }
  }

  /** Begins one task by itself, of which others need not wait. */
  public <T, R> Running<R> begin(T element, Function<T, R> task) {
    return new Running<>(context.parallelize(List.of(element), 1).map(task).collectAsync());
  }

  /** A task that runs. */
  public static final class Running<R> {
    private final JavaFutureAction<List<R>> job;

    private Running(JavaFutureAction<List<R>> job) {
      this.job = job;
    }

    /** Whether there is a result, or none to come. */
    public boolean isDone() {
      return job.isDone();
    }

    /** Gives it up. */
    public void cancel() {
      job.cancel(true);
    }

    /**
     * Its result, once it is done.
     *
     * @throws Refusal in the words of what failed
     */
    public R result() {
      try {
        return job.get().get(0);
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(e);
      }
    }
  }

  private static Refusal failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ShardFailure) {
        return new Refusal(cause.getMessage(), thrown);
      }
    }
    if (SparkLog.ofThisJvm().showsOtherVersion()) {
      return new Refusal(
          "client and cluster have different Spark versions; set SPARK_HOME to the cluster's",
          thrown);
    }
    Optional<String> executors = SparkLog.ofThisJvm().executorFailure();
    if (executors.isPresent()) {
      return new Refusal(
          "the cluster stopped: executors do not start: %s; see the workers' logs"
              .formatted(executors.get()),
          thrown);
    }
    String words = String.valueOf(thrown.getMessage());
    boolean ofSpark = thrown instanceof SparkException;
    return new Refusal(
        "the cluster stopped: %s"
            .formatted(ofSpark ? words.lines().findFirst().orElse(words) : thrown.toString()),
        thrown);
  }

  @Override
  public void close() {
    watch.ifPresent(IdleWatch::close);
    context.close();
  }
}
