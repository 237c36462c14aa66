package bnn4j.offload.jpeg;

/**
 * The inverse cosine transform of 8 x 8 coefficients, with 13 multiplications for each row and
 * column (Loeffler, Ligtenberg, Moschytz 1989), in stb_image's fixed point.
 */
final class InverseTransform {
  private static final int SIDE = 8;
  private static final int COLUMN_SHIFT = 10;
  private static final int ROW_SHIFT = 17;

  /** Rounds, and lifts samples from around 0 to around 128. */
  private static final int ROW_ROUNDING = (1 << (ROW_SHIFT - 1)) + (128 << ROW_SHIFT);

  private static final int C_0541 = fixed(0.5411961);
  private static final int C_1847 = fixed(-1.847759065);
  private static final int C_0765 = fixed(0.765366865);
  private static final int C_1175 = fixed(1.175875602);
  private static final int C_0298 = fixed(0.298631336);
  private static final int C_2053 = fixed(2.053119869);
  private static final int C_3072 = fixed(3.072711026);
  private static final int C_1501 = fixed(1.501321110);
  private static final int C_0899 = fixed(-0.899976223);
  private static final int C_2562 = fixed(-2.562915447);
  private static final int C_1961 = fixed(-1.961570560);
  private static final int C_0390 = fixed(-0.390180644);

  private final int[] columns = new int[SIDE * SIDE];
  private final int[] line = new int[SIDE];

  /** Towards zero, negative ones too, which is why they are not rounded. */
  private static int fixed(double value) {
    return (int) (value * 4096 + 0.5);
  }

  /**
   * Transforms a block.
   *
   * @param coefficients row by row, already multiplied by the quantization table
   * @param target gets samples from {@code at} on, rows {@code stride} apart
   */
  void run(short[] coefficients, int from, byte[] target, int at, int stride) {
    for (int x = 0; x < SIDE; x++) {
      column(coefficients, from + x, x);
    }
    for (int y = 0; y < SIDE; y++) {
      transform(columns, y * SIDE, 1, ROW_ROUNDING, ROW_SHIFT);
      for (int x = 0; x < SIDE; x++) {
        target[at + y * stride + x] = (byte) Math.max(0, Math.min(255, line[x]));
      }
    }
  }

  private void column(short[] coefficients, int from, int x) {
    int rest = 0;
    for (int y = 1; y < SIDE; y++) {
      rest |= coefficients[from + y * SIDE];
    }
    for (int y = 0; y < SIDE; y++) {
      columns[y * SIDE + x] = coefficients[from + y * SIDE];
    }
    if (rest == 0) {
      for (int y = 0; y < SIDE; y++) {
        columns[y * SIDE + x] = coefficients[from] << 2;
      }
      return;
    }
    transform(columns, x, SIDE, 1 << (COLUMN_SHIFT - 1), COLUMN_SHIFT);
    for (int y = 0; y < SIDE; y++) {
      columns[y * SIDE + x] = line[y];
    }
  }

  private void transform(int[] s, int at, int step, int rounding, int shift) {
    int s2 = s[at + 2 * step];
    int s6 = s[at + 6 * step];
    int even = (s2 + s6) * C_0541;
    int t2 = even + s6 * C_1847;
    int t3 = even + s2 * C_0765;
    int t0 = (s[at] + s[at + 4 * step]) << 12;
    int t1 = (s[at] - s[at + 4 * step]) << 12;
    int x0 = t0 + t3 + rounding;
    int x3 = t0 - t3 + rounding;
    int x1 = t1 + t2 + rounding;
    int x2 = t1 - t2 + rounding;
    int s7 = s[at + 7 * step];
    int s5 = s[at + 5 * step];
    int s3 = s[at + 3 * step];
    int s1 = s[at + step];
    int odd = (s7 + s3 + s5 + s1) * C_1175;
    int p1 = odd + (s7 + s1) * C_0899;
    int p2 = odd + (s5 + s3) * C_2562;
    int p3 = (s7 + s3) * C_1961;
    int p4 = (s5 + s1) * C_0390;
    int o3 = s1 * C_1501 + p1 + p4;
    int o2 = s3 * C_3072 + p2 + p3;
    int o1 = s5 * C_2053 + p2 + p4;
    int o0 = s7 * C_0298 + p1 + p3;
    line[0] = (x0 + o3) >> shift;
    line[7] = (x0 - o3) >> shift;
    line[1] = (x1 + o2) >> shift;
    line[6] = (x1 - o2) >> shift;
    line[2] = (x2 + o1) >> shift;
    line[5] = (x2 - o1) >> shift;
    line[3] = (x3 + o0) >> shift;
    line[4] = (x3 - o0) >> shift;
  }
}
