package bnn4j.cluster.input;

import bnn4j.datasets.ImageShape;
import bnn4j.foundation.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All images of an input, in an order that never changes, to be cut into shards. */
public final class Images {
  /** Images of a block: as many as hardware takes in one call, and few enough for any executor. */
  private static final int BLOCK = 10_000;

  private final String uri;
  private final List<Source> sources;
  private final List<String> classNames;
  private final List<String> remarks;

  /**
   * The images of some sources.
   *
   * @param classNames that the folders of pictures have; null where files do not name classes
   * @param remarks what is odd about them, a line each
   */
  Images(String uri, List<Source> sources, List<String> classNames, List<String> remarks) {
    this.uri = uri;
    this.sources = List.copyOf(sources);
    this.classNames = classNames == null ? null : List.copyOf(classNames);
    this.remarks = List.copyOf(remarks);
  }

  /** How many there are. */
  public long count() {
    return sources.stream().mapToLong(Source::images).sum();
  }

  /**
   * The shape of every image; empty for pictures, which are of any size.
   *
   * @throws Refusal if files of several shapes lie together
   */
  public Optional<ImageShape> shape() {
    List<ImageShape> shapes =
        sources.stream().flatMap(source -> source.shape().stream()).distinct().toList();
    if (shapes.size() > 1) {
      throw new Refusal(
          "%s: contains images of %s and of %s; choose files of one shape"
              .formatted(uri, shapes.get(0), shapes.get(1)));
    }
    return shapes.stream().findFirst();
  }

  /** Whether there are pictures in folders that are called after classes. */
  public boolean labeled() {
    return sources.stream().anyMatch(Source::labeled);
  }

  /** Where they lie, as it was given. */
  public String uri() {
    return uri;
  }

  /** The names of the classes, where the input itself has them. */
  public Optional<List<String>> classNames() {
    return Optional.ofNullable(classNames);
  }

  /** What is odd about them, a line each. */
  public List<String> remarks() {
    return remarks;
  }

  /**
   * Cuts them into shards of about the same number of images.
   *
   * @param wanted how many; fewer where there are not so many images
   * @throws Refusal if there are no images
   */
  public List<Shard> shards(int wanted) {
    long all = count();
    if (all == 0) {
      throw new Refusal(uri + ": has no images");
    }
    int shards = (int) Math.min(wanted, all);
    List<Shard> cut = new ArrayList<>(shards);
    for (int i = 0; i < shards; i++) {
      long from = all * i / shards;
      cut.add(new Shard(i, from, blocks(from, all * (i + 1) / shards)));
    }
    return cut;
  }

  private List<Block> blocks(long from, long to) {
    List<Block> blocks = new ArrayList<>();
    long start = 0;
    for (Source source : sources) {
      long end = start + source.images();
      for (long at = Math.max(from, start); at < Math.min(to, end); ) {
        int count = (int) Math.min(BLOCK, Math.min(to, end) - at);
        blocks.add(source.block(at - start, count));
        at += count;
      }
      start = end;
    }
    return blocks;
  }
}
