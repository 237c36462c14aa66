package bnn4j.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.foundation.Refusal;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/** Damages bytes at random, always alike, to see what a reader makes of them. */
public final class Mutation {
  private final Random random = new Random(42);
  private final int header;

  /**
   * A damager.
   *
   * @param header how many bytes at the beginning get half of the damage
   */
  public Mutation(int header) {
    this.header = header;
  }

  /** Some bytes changed, or the end cut off, or something added, or nothing. */
  public byte[] of(byte[] bytes) {
    byte[] mutated = Arrays.copyOf(bytes, newLength(bytes.length));
    for (int changes = random.nextInt(4); changes > 0 && mutated.length > 0; changes--) {
      int reach = random.nextBoolean() ? Math.min(header, mutated.length) : mutated.length;
      mutated[random.nextInt(reach)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  /**
   * Gives damaged bytes to a reader many times: some must be read, some refused, in one line, and
   * nothing else may come out.
   */
  public void fuzz(int rounds, byte[] bytes, Function<byte[], ?> reader) {
    int read = 0;
    for (int round = 0; round < rounds; round++) {
      try {
        assertThat(reader.apply(of(bytes))).isNotNull();
        read++;
      } catch (Refusal e) {
        assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
    assertThat(read).isBetween(1, rounds - 1);
  }

  private int newLength(int length) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(length);
      case 1 -> length + random.nextInt(20);
      default -> length;
    };
  }
}
