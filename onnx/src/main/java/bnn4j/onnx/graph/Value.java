package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.exact.Line;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** What is known of a tensor of the graph. */
sealed interface Value {
  /**
   * All of it, from the start.
   *
   * @param madeBy the Quant that made the values, if one did
   */
  record Known(Constant constant, Optional<QuantNode> madeBy) implements Value {
    /** Values that no Quant made. */
    Known(Constant constant) {
      this(constant, Optional.empty());
    }
  }

  /** Nothing, which matters only to what needs it. */
  record Unknown(Refusal why) implements Value {}

  /** Values of the picture and of what follows from it. */
  sealed interface Signal extends Value {
    Positions positions();

    /** The same values, elsewhere in the tensor. */
    Signal at(Positions positions);
  }

  /**
   * A function of a pixel.
   *
   * @param readings one for each way to give a picture to a network
   */
  record Pixels(Positions positions, List<PixelReading> readings) implements Signal {
    @Override
    public Pixels at(Positions other) {
      return new Pixels(other, readings);
    }
  }

  /**
   * What a layer gave: {@code centre + half * activation}, the activation being what the
   * accelerator computes with: -1 and +1, or -1, 0 and +1, or an 8-bit value.
   *
   * @param layer number of the layer that gave it, -1 for the picture
   * @param bits 1, 2 or 8
   * @param half not 0
   */
  record Activation(Positions positions, int layer, int bits, BigFraction centre, BigFraction half)
      implements Signal {
    @Override
    public Activation at(Positions other) {
      return new Activation(other, layer, bits, centre, half);
    }
  }

  /**
   * Squares of a map side by side, ready for a product: what Im2Col makes.
   *
   * @param positions of the result, whose channels are not yet known
   * @param kernel rows and columns of a square
   */
  record Patches(Positions positions, Activation of, int kernel) implements Signal {
    @Override
    public Signal at(Positions other) {
      throw new Refusal("only a MatMul may follow an Im2Col");
    }
  }

  /**
   * What becomes of a layer's sum before it is quantized: a line for each channel.
   *
   * @param layer number of the layer
   * @param lines of the whole number {@code sum(weight * activation)}
   * @param pooled whether the largest of each square was taken of these sums
   * @param falling for each channel whether a pooled value was turned round afterwards
   * @param uneven the node that made channels differ in slope or level; null if none did
   */
  record Sum(
      Positions positions,
      int layer,
      List<Line> lines,
      boolean pooled,
      boolean[] falling,
      Node uneven)
      implements Signal {
    @Override
    public Sum at(Positions other) {
      return new Sum(other, layer, lines, pooled, falling, uneven);
    }
  }

  /**
   * What the host makes of the last layer's values.
   *
   * @param last that layer's sums or bits
   * @param rising whether bits were weighted so that the highest wins
   * @param chosen whether a class was chosen
   */
  record Decision(Signal last, boolean rising, boolean chosen) implements Value {}
}
