package bnn4j.cluster.input;

import java.io.Serializable;
import java.util.List;

/**
 * The unit of work of a worker.
 *
 * @param index of the shard, from 0
 * @param first number of its first image among all
 * @param blocks in their order
 */
public record Shard(int index, long first, List<Block> blocks) implements Serializable {
  /** Copies the list. */
  public Shard {
    blocks = List.copyOf(blocks);
  }

  /** How many images it has. */
  public long images() {
    return blocks.stream().mapToLong(Block::images).sum();
  }

  /** Which it is, for messages. */
  public String place() {
    Block from = blocks.get(0);
    return "shard %d (%s%s)"
        .formatted(
            index,
            from.place(),
            blocks.size() > 1 ? " and %d blocks more".formatted(blocks.size() - 1) : "");
  }
}
