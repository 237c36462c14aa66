package bnn4j.datasets.folder;

import bnn4j.datasets.LabeledImages;
import bnn4j.datasets.Reading;
import bnn4j.datasets.picture.PictureFitting;
import bnn4j.datasets.picture.PictureReader;
import bnn4j.datasets.tree.FileTree;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Reads the pictures of a folder with all cores, and skips those that cannot be read. */
final class PictureFolderReader {
  private final FileTree tree;
  private final PictureFitting fitting;
  private final Reading reading;

  PictureFolderReader(FileTree tree, PictureFitting fitting, Reading reading) {
    this.tree = tree;
    this.fitting = fitting;
    this.reading = reading;
  }

  /** A picture to be read, and what came of it: pixels, or why there are none. */
  private static final class Job {
    private final String name;
    private final int label;
    private byte[] pixels;
    private Refusal failure;
    private String remark;

    private Job(String name, int label) {
      this.name = name;
      this.label = label;
    }
  }

  /**
   * Reads them.
   *
   * @param pictures names of each class's pictures, {@code [classes][pictures]}
   * @throws Refusal if more cannot be read than the reading allows
   */
  LabeledImages read(List<List<String>> pictures, List<String> classNames) {
    List<Job> jobs = new ArrayList<>();
    for (int label = 0; label < pictures.size(); label++) {
      for (String name : pictures.get(label)) {
        jobs.add(new Job(name, label));
      }
    }
    IntStream.range(0, jobs.size()).parallel().forEach(i -> run(jobs.get(i)));
    refuseIfTooMany(jobs);
    jobs.stream().filter(job -> job.remark != null).forEach(job -> reading.warn(job.remark));
    List<Job> done = jobs.stream().filter(job -> job.pixels != null).toList();
    int values = fitting.shape().values();
    byte[] pixels = new byte[Math.multiplyExact(values, done.size())];
    for (int i = 0; i < done.size(); i++) {
      System.arraycopy(done.get(i).pixels, 0, pixels, i * values, values);
    }
    int[] labels = done.stream().mapToInt(job -> job.label).toArray();
    return new LabeledImages(fitting.shape(), pixels, labels, classNames)
        .named(done.stream().map(job -> job.name).toList());
  }

  private void run(Job job) {
    try {
      String place = tree.place(job.name);
      job.pixels =
          fitting.fit(
              PictureReader.read(place, tree.read(job.name), remark -> job.remark = remark), place);
    } catch (Refusal e) {
      job.failure = e;
    }
  }

  private void refuseIfTooMany(List<Job> jobs) {
    List<Job> failed = jobs.stream().filter(job -> job.failure != null).toList();
    if (failed.size() > reading.unreadable()) {
      Refusal first = failed.get(0).failure;
      throw new Refusal(
          ("%d of %d images cannot be read; %d are allowed (pictures.unreadable in the config);"
                  + " the first: %s")
              .formatted(failed.size(), jobs.size(), reading.unreadable(), first.getMessage()),
          first);
    }
    failed.forEach(job -> reading.warn("skipped: " + job.failure.getMessage()));
  }
}
