package bnn4j.kernels;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide the vectors are. A lane of 32 bits serves two neurons, 16 bits each: so the counts of a
 * lane need no sum across it but one step, and fit.
 */
final class VectorLanes {
  /** Bits of a vector, where not the machine's widest are wanted: 128, 256 or 512. */
  static final String BITS_PROPERTY = "bnn4j.vector.bits";

  /** A constant, which the compiler needs to make instructions of calls. */
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, shape());

  /** Lanes of a vector. */
  static final int LANES = INTS.length();

  /** Neurons whose words lie side by side. */
  static final int GROUP = 2 * LANES;

  /** Whether the processor combines three vectors at once (AVX-512): it then has such vectors. */
  static final boolean LOGIC_OF_THREE = INTS.vectorBitSize() == 512;

  private static final int LEAST_BITS = 128;
  private static final int MOST_BITS = 512;

  static {
    useEachOperation();
  }

  private VectorLanes() {}

  /**
   * Uses each operation of the kernels once, while nothing is compiled. The Vector API looks up how
   * to do an operation in a cache, which the first use of the operation fills. If the lookup is
   * compiled before, that first use invalidates its code. The compiler remembers this and adds it
   * up for every lookup of a method: at a hundred (PerMethodTrapLimit) it stops relying on types,
   * and {@link VectorBitCounter} makes objects of vectors, at a third of its speed.
   */
  private static void useEachOperation() {
    IntVector ints = IntVector.zero(INTS);
    ints = ints.and(ints).or(ints).add(ints).sub(ints).lanewise(XOR, ints);
    ints = ints.lanewise(LSHL, 1).lanewise(LSHR, 1).lanewise(ASHR, 1);
    ints.reduceLanes(OR);
    ShortVector shorts = ints.reinterpretAsShorts();
    shorts.add(shorts).mul(shorts);
  }

  private static VectorShape shape() {
    int widest = VectorShape.preferredShape().vectorBitSize();
    int bits = Integer.getInteger(BITS_PROPERTY, Math.min(widest, MOST_BITS));
    return VectorShape.forBitSize(bits);
  }

  /** Whether the JVM has vector instructions. */
  static boolean inHardware() {
    return VectorShape.preferredShape().vectorBitSize() >= LEAST_BITS;
  }

  /** Groups of neurons, the last of them filled up. */
  static int groups(int neurons) {
    return (neurons + GROUP - 1) / GROUP;
  }

  /** Where, of a neuron's values, the first is: {@code [group][value][lane]}. */
  static int index(int neuron, int values) {
    return neuron / GROUP * values * LANES + neuron % LANES;
  }

  /** By how much a neuron's values are shifted in their lanes. */
  static int shift(int neuron) {
    return neuron % GROUP / LANES * Short.SIZE;
  }

  /** A value for both neurons of a lane. */
  static int twice(int value) {
    return (value & 0xffff) * 0x10001;
  }
}
