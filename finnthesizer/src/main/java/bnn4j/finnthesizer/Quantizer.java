package bnn4j.finnthesizer;

public final class Quantizer {
  private Quantizer() {}

  public static float weight(float w, int bits) {
    if (bits == 1) return w >= 0 ? 1 : -1;
    return w >= 0.5f ? 1 : w < -0.5f ? -1 : 0;
  }

  public static float activation(double x, int bits) {
    if (bits == 1) return x >= 0 ? 1 : -1;
    return x >= 0.5 ? 1 : x < -0.5 ? -1 : 0;
  }
}
