package bnn4j.cluster.inference;

import bnn4j.cluster.input.Shard;
import java.io.Serializable;

/**
 * A shard, and the number of its first row.
 *
 * @param shard to be classified
 * @param base index of its first picture among those that can be read
 */
record Portion(Shard shard, long base) implements Serializable {}
