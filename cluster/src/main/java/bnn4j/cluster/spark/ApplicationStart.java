package bnn4j.cluster.spark;

import bnn4j.foundation.Refusal;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The start of a Spark application and the messages of its failures. */
final class ApplicationStart {
  private static final int LOOK_MILLIS = 500;

  private final SparkConf conf;
  private final MasterUrl master;
  private final SparkLog log;

  ApplicationStart(SparkConf conf, MasterUrl master, SparkLog log) {
    this.conf = conf;
    this.master = master;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @throws Refusal if the cluster does not take it
   */
  JavaSparkContext run() {
    FutureTask<JavaSparkContext> starting = new FutureTask<>(() -> new JavaSparkContext(conf));
    Thread thread = new Thread(starting, "start of Spark");
    // Spark goes on trying for a minute; the command does not wait for that.
    thread.setDaemon(true);
    thread.start();
    while (true) {
      try {
        JavaSparkContext context = starting.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (context.sc().isStopped()) {
          throw refusal("does not accept the application", null);
        }
        return context;
      } catch (TimeoutException e) {
        // Of several masters only one is in charge; Spark finds out which.
        Optional.of(org.apache.spark.package$.MODULE$.SPARK_VERSION())
            .filter(version -> !master.isOneOfSeveral())
            .flatMap(log::refusal)
            .ifPresent(
                why -> {
                  throw refusal(why, e);
                });
      } catch (ExecutionException e) {
        throw refusal(words(e.getCause()), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw refusal("interrupted before it accepted the application", e);
      }
    }
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.toString() : message.lines().findFirst().orElse(message);
  }

  private Refusal refusal(String why, Throwable cause) {
    return new Refusal("--master %s: %s".formatted(master.url(), why), cause);
  }
}
