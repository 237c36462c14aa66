package bnn4j.benchmarks;

import bnn4j.network.Layer;
import bnn4j.network.Network;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolutions and matrix products of a training step without anything else: forward through
 * all layers, then backward, on separate arrays, so that caches are as warm as in the step.
 *
 * <p>Each in the form that is fastest here, given that its input lies ready in the order it needs:
 * as a matrix product where the output is small or, backward, where no gradient of the input is
 * wanted; else as oneDNN's convolution.
 */
final class BareGemm {
  /** Rows of the largest output that is faster as a matrix product. */
  private static final int SMALL = 3;

  private final List<Runnable> forward = new ArrayList<>();
  private final List<Runnable> backward = new ArrayList<>();

  BareGemm(Network network, int images) {
    for (Layer layer : network.layers()) {
      boolean first = forward.isEmpty();
      if (!layer.isDense()) {
        convolution(layer, images, first);
      } else {
        Product product = new Product(images, layer.fanIn(), layer.neurons());
        forward.add(product::forward);
        backward.add(() -> product.backward(!first));
      }
    }
  }

  private void convolution(Layer c, int images, boolean first) {
    int rows = c.unpooled().dimension();
    Product byPatches = new Product(images * c.positions(), c.fanIn(), c.neurons());
    Convolution direct = new Convolution(c, images);
    boolean small = rows <= SMALL;
    forward.add(small ? byPatches::forward : direct::forward);
    backward.add(small || first ? () -> byPatches.backward(!first) : direct::backward);
  }

  /** All of them, once. */
  void run() {
    forward.forEach(Runnable::run);
    for (int i = backward.size() - 1; i >= 0; i--) {
      backward.get(i).run();
    }
  }

  private static INDArray numbers(long... shape) {
    return Nd4j.rand(DataType.FLOAT, shape).subi(0.5);
  }

  private static final class Product {
    private final INDArray input;
    private final INDArray weights;
    private final INDArray output;
    private final INDArray weightGradient;
    private final INDArray inputGradient;

    Product(int rows, int inputs, int outputs) {
      input = numbers(rows, inputs);
      weights = numbers(outputs, inputs);
      output = numbers(rows, outputs);
      weightGradient = numbers(outputs, inputs);
      inputGradient = numbers(rows, inputs);
    }

    void forward() {
      Nd4j.gemm(input, weights, output, false, true, 1, 0);
    }

    void backward(boolean ofInput) {
      Nd4j.gemm(output, input, weightGradient, true, false, 1, 0);
      if (ofInput) {
        Nd4j.gemm(output, weights, inputGradient, false, false, 1, 0);
      }
    }
  }

  private static final class Convolution {
    private static final int CHANNELS_LAST = 1;
    private static final int WEIGHTS_OUTPUT_FIRST = 2;

    private final int kernel;
    private final INDArray input;
    private final INDArray weights;
    private final INDArray output;
    private final INDArray weightGradient;
    private final INDArray inputGradient;

    Convolution(Layer c, int images) {
      kernel = c.kernel();
      input = numbers(images, c.input().dimension(), c.input().dimension(), c.input().channels());
      weights = numbers(c.neurons(), kernel, kernel, c.input().channels());
      output = numbers(images, c.unpooled().dimension(), c.unpooled().dimension(), c.neurons());
      weightGradient = numbers(weights.shape());
      inputGradient = numbers(input.shape());
    }

    void forward() {
      Nd4j.exec(operation("conv2d").addInputs(input, weights).addOutputs(output).build());
    }

    void backward() {
      Nd4j.exec(
          operation("conv2d_bp")
              .addInputs(input, weights, output)
              .addOutputs(inputGradient, weightGradient)
              .build());
    }

    private DynamicCustomOp.DynamicCustomOpsBuilder operation(String name) {
      return DynamicCustomOp.builder(name)
          .addIntegerArguments(
              kernel, kernel, 1, 1, 0, 0, 1, 1, 0, CHANNELS_LAST, WEIGHTS_OUTPUT_FIRST);
    }
  }
}
