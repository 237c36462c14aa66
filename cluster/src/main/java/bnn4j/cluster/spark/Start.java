package bnn4j.cluster.spark;

import bnn4j.foundation.Refusal;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The start of an application, and what to say when it fails. */
final class Start {
  private final SparkConf conf;
  private final MasterUrl master;

  Start(SparkConf conf, MasterUrl master) {
    this.conf = conf;
    this.master = master;
  }

  JavaSparkContext run() {
    try {
      return new JavaSparkContext(conf);
    } catch (RuntimeException e) {
      throw new Refusal("--master %s: %s".formatted(master.url(), e.getMessage()), e);
    }
  }
}
