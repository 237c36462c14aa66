package bnn4j.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A master and workers, each a process of its own, started as docs/cluster.md says. */
final class StandaloneCluster implements AutoCloseable {
  private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final String REGISTERED = "Successfully registered with master";
  private static final long MOST_SECONDS = 300;

  private final SparkHome home;
  private final Path scratch;
  private final List<Process> processes = new ArrayList<>();
  private final List<Process> workers = new ArrayList<>();
  private int started;
  private String master;

  private StandaloneCluster(SparkHome home, Path scratch) {
    this.home = home;
    this.scratch = scratch;
  }

  static StandaloneCluster start(SparkHome home, Path scratch, int workers) throws Exception {
    StandaloneCluster cluster = new StandaloneCluster(home, scratch);
    try {
      cluster.startMaster();
      for (int i = 0; i < workers; i++) {
        cluster.startWorker();
      }
      return cluster;
    } catch (Exception | AssertionError e) {
      cluster.close();
      throw e;
    }
  }

  String master() {
    return master;
  }

  private void startMaster() throws Exception {
    Path log = scratch.resolve("master.log");
    launch(
        log,
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--webui-port",
        "0");
    Matcher found = await(log, MASTER);
    master = found.group(1);
  }

  /** One more worker with one core. */
  void startWorker() throws Exception {
    int number = started++;
    Path log = scratch.resolve("worker" + number + ".log");
    workers.add(
        launch(
            log,
            "org.apache.spark.deploy.worker.Worker",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0",
            "--cores",
            "1",
            "--memory",
            "2g",
            "--work-dir",
            scratch.resolve("work" + number).toString(),
            master));
    await(log, Pattern.compile(REGISTERED));
  }

  /** As when its machine loses power: a worker and its executors are gone at once. */
  void killOneWorker() {
    Process worker = workers.remove(0);
    List<ProcessHandle> all = new ArrayList<>(worker.descendants().toList());
    all.add(0, worker.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** So that there are as many as before. */
  void replaceKilledWorker() throws Exception {
    startWorker();
  }

  private Process launch(Path log, String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("@" + Path.of("conf", "jvm.options"));
    command.addAll(List.of("-cp", home.classPath(), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_HOME", home.folder().toString());
    builder.environment().put("SPARK_SCALA_VERSION", home.scala());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private Matcher await(Path log, Pattern line) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (System.nanoTime() < end) {
      Matcher found = line.matcher(Files.readString(log));
      if (found.find()) {
        return found;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not in " + log + ": " + line + "\n" + Files.readString(log));
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
