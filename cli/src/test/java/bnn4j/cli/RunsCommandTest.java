package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {
  @TempDir Path runs;

  /** A finished run, an unfinished one, one that never began, and one with a damaged table. */
  private void fill() throws IOException {
    Path finished = TrainedRun.get().folder();
    copy(finished, runs.resolve("small/20260101-000000"));
    Path unfinished = runs.resolve("small/20260102-000000");
    Files.createDirectories(unfinished);
    List<String> metrics = Files.readAllLines(finished.resolve("metrics.csv"));
    Files.write(unfinished.resolve("metrics.csv"), metrics.subList(0, 3));
    Files.writeString(
        unfinished.resolve("config.yaml"),
        Files.readString(finished.resolve("config.yaml"))
            .replace("epochs: 5", "epochs: 9")
            .replace("hidden: 0.1", "hidden: 0.2"));
    Files.createDirectories(runs.resolve("other/20260103-000000"));
    Path damaged = runs.resolve("other/20260104-000000");
    copy(unfinished, damaged);
    Files.writeString(damaged.resolve("metrics.csv"), "what,is,this\n1,2,3\n");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path path : tree.sorted().toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.getParent());
        if (!Files.isDirectory(path)) {
          Files.copy(path, target);
        }
      }
    }
  }

  @Test
  void everyRunIsListedBrokenOnesToo() throws IOException {
    fill();
    CommandRun list = CommandRun.of("runs", "list", runs);
    assertThat(list.code()).as(list.err()).isZero();
    List<String> lines = list.lines();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).matches("run +network +dataset +epochs +validation +exported.*state");
    assertThat(lines.get(1))
        .isEqualTo(
            "%-34s broken: %s is missing: the run was never started; delete the folder"
                .formatted(
                    "other/20260103-000000", runs.resolve("other/20260103-000000/config.yaml")));
    assertThat(lines.get(2))
        .startsWith("other/20260104-000000 ")
        .contains(
            "broken: %s, line 1: expected the columns"
                .formatted(runs.resolve("other/20260104-000000/metrics.csv")));
    assertThat(lines.get(3))
        .matches(
            "small/20260101-000000 +lfcW1A1 +mnist +5/5 +[0-9.]+ % +[0-9.]+ % +\\d+  finished");
    assertThat(lines.get(4))
        .matches("small/20260102-000000 +lfcW1A1 +mnist +2/9 +[0-9.]+ % +- +\\d+  unfinished");
  }

  @Test
  void theRunsOfOneNameAreListedToo() throws IOException {
    fill();
    assertThat(CommandRun.of("runs", "list", runs.resolve("small")).lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("20260102-000000 ");
  }

  @Test
  void twoRunsStandSideBySideWithWhatTheirConfigsSayDifferently() throws IOException {
    fill();
    Path png = runs.resolve("curves.png");
    CommandRun compared =
        CommandRun.of(
            "runs", "compare", "small/20260101-000000", "small", "--runs", runs, "--plot", png);
    assertThat(compared.code()).as(compared.err()).isZero();
    assertThat(compared.lines().get(0))
        .isEqualTo(
            "%-18s %-28s %s".formatted("", "small/20260101-000000", "small/20260102-000000"));
    assertThat(compared.out())
        .containsPattern("state +finished +unfinished\n")
        .containsPattern("epochs +5 of 5 +2 of 9\n")
        .containsPattern("best validation +[0-9.]+ % in epoch \\d +[0-9.]+ % in epoch \\d\n")
        .containsPattern("exported, on test +[0-9.]+ % +-\n")
        .containsPattern("images/s +\\d+ +\\d+\n")
        .endsWith(
            """
            the configs differ in
              epochs
                5
                9
              dropout
                {input: 0.1, hidden: 0.1}
                {input: 0.1, hidden: 0.2}
            curves: %s
            """
                .formatted(png));
    assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1000);
  }

  @Test
  void aRunMayBeNamedByItsFolder() throws IOException {
    fill();
    CommandRun compared =
        CommandRun.of(
            "runs",
            "compare",
            runs.resolve("small/20260101-000000"),
            TrainedRun.get().folder(),
            "--runs",
            runs.resolve("nowhere"));
    assertThat(compared.out()).endsWith("the configs are the same\n");
  }

  @Test
  void whatCannotBeComparedIsRefused() throws IOException {
    fill();
    assertThat(CommandRun.of("runs", "compare", "small", "smal", "--runs", runs))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j runs compare: run 'smal': not a run folder and not a name under %s; 'runs"
                        .formatted(runs)
                    + " list' lists the runs"));
    assertThat(CommandRun.of("runs", "compare", "small", "small/20260102-000000", "--runs", runs))
        .isEqualTo(
            CommandRun.refused(
                "bnn4j runs compare: both runs are small/20260102-000000; specify two"
                    + " different runs"));
    assertThat(CommandRun.of("runs", "compare", "small", "other/20260104-000000", "--runs", runs))
        .extracting(CommandRun::code)
        .isEqualTo(2);
    assertThat(CommandRun.of("runs", "list", runs.resolve("none")))
        .isEqualTo(
            CommandRun.refused(
                ("bnn4j runs list: %s: no such folder; name the folder that 'train'"
                        + " writes its runs to")
                    .formatted(runs.resolve("none"))));
  }

  @Test
  void anEmptyFolderHasNoRuns() {
    assertThat(CommandRun.of("runs", "list", runs))
        .isEqualTo(CommandRun.done("no runs in %s; 'train' creates runs".formatted(runs)));
  }
}
