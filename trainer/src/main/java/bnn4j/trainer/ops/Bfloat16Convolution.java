package bnn4j.trainer.ops;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's convolutions of bfloat16 numbers. Inputs are rounded and brought into oneDNN's order,
 * sums are floats.
 */
final class Bfloat16Convolution implements ConvolutionOp {
  private final SlidingWindow window;
  private Shape shape;
  private Forward forward;
  private Backward backward;

  Bfloat16Convolution(SlidingWindow window) {
    this.window = window;
  }

  @Override
  public void forward(INDArray input, INDArray weights, INDArray output) {
    prepare(input, weights);
    forward.run(input, weights, output);
  }

  @Override
  public void backward(
      INDArray input,
      INDArray weights,
      INDArray outputGradient,
      INDArray weightGradient,
      INDArray inputGradient) {
    prepare(input, weights);
    if (backward == null) {
      backward = new Backward(shape, forward);
    }
    forward.round(input);
    backward.weights(outputGradient, weightGradient);
    if (inputGradient != null) {
      backward.input(weights, inputGradient);
    }
    forward.forget();
  }

  private void prepare(INDArray input, INDArray weights) {
    Shape wanted = new Shape(input.size(0), input.size(1), input.size(3), window, weights.size(0));
    if (!wanted.equals(shape)) {
      shape = wanted;
      forward = new Forward(wanted);
      backward = null;
    }
  }

  /** oneDNN's shapes are {@code [images][channels][rows][columns]} in any order of memory. */
  private record Shape(long images, long side, long inputs, SlidingWindow window, long outputs) {
    long[] strides() {
      return new long[] {window.stride(), window.stride()};
    }

    long[] padding() {
      return new long[] {window.padding(), window.padding()};
    }

    memory.desc input(memory.data_type type) {
      return pictures(type, inputs, side);
    }

    memory.desc output(memory.data_type type) {
      return pictures(type, outputs, window.places(side));
    }

    private memory.desc pictures(memory.data_type type, long channels, long rows) {
      long[] dimensions = {images, channels, rows, rows};
      return new memory.desc(dimensions, type, memory.format_tag.nhwc);
    }

    memory.desc weights(memory.data_type type) {
      return new memory.desc(weightDimensions(), type, memory.format_tag.ohwi);
    }

    memory.desc weightsInAnyOrder(memory.data_type type) {
      return new memory.desc(weightDimensions(), type, memory.format_tag.any);
    }

    private long[] weightDimensions() {
      return new long[] {outputs, inputs, window.kernel(), window.kernel()};
    }
  }

  private static final class Forward {
    private final stream queue = new stream(Bfloat16.engine());
    private final convolution_forward.primitive_desc primitive;
    private final Rounded input;
    private final Rounded weights;
    private final memory output;
    private INDArray rounded;
    private final convolution_forward convolution;
    private final IntMemoryMap arguments = new IntMemoryMap();

    Forward(Shape shape) {
      memory.desc pictures = shape.input(memory.data_type.bf16);
      memory.desc sums = shape.output(memory.data_type.f32);
      primitive =
          new convolution_forward.primitive_desc(
              new convolution_forward.desc(
                  dnnl.prop_kind.forward_training,
                  dnnl.algorithm.convolution_direct,
                  pictures,
                  shape.weightsInAnyOrder(memory.data_type.bf16),
                  sums,
                  shape.strides(),
                  shape.padding(),
                  shape.padding()),
              Bfloat16.engine());
      input = new Rounded(shape.input(memory.data_type.f32), pictures);
      weights = new Rounded(shape.weights(memory.data_type.f32), primitive.weights_desc());
      output = Bfloat16.window(sums);
      convolution = new convolution_forward(primitive);
      arguments.put(dnnl.DNNL_ARG_SRC, input.copy());
      arguments.put(dnnl.DNNL_ARG_WEIGHTS, weights.copy());
      arguments.put(dnnl.DNNL_ARG_DST, output);
    }

    void run(INDArray pictures, INDArray kernels, INDArray sums) {
      rounded = null;
      round(pictures);
      weights.take(kernels, queue);
      Bfloat16.show(output, sums);
      convolution.execute(queue, arguments);
    }

    /** The same array may hold other pictures next time, which another product takes forward. */
    void forget() {
      rounded = null;
    }

    /** Does nothing if these are the pictures that went forward last, as in training they are. */
    void round(INDArray pictures) {
      if (pictures != rounded) {
        input.take(pictures, queue);
        rounded = pictures;
      }
    }
  }

  private static final class Backward {
    private final stream queue = new stream(Bfloat16.engine());
    private final Rounded weights;
    private final Rounded outputGradient;
    private final memory inputGradient;
    private final memory blockedWeightGradient;
    private final memory weightGradient;
    private final convolution_backward_weights toWeights;
    private final convolution_backward_data toInput;
    private final reorder unblock;
    private final IntMemoryMap weightArguments = new IntMemoryMap();
    private final IntMemoryMap inputArguments = new IntMemoryMap();

    Backward(Shape shape, Forward forward) {
      memory.desc pictures = shape.input(memory.data_type.bf16);
      memory.desc gradients = shape.output(memory.data_type.bf16);
      var weightPrimitive =
          new convolution_backward_weights.primitive_desc(
              new convolution_backward_weights.desc(
                  dnnl.algorithm.convolution_direct,
                  pictures,
                  shape.weightsInAnyOrder(memory.data_type.f32),
                  gradients,
                  shape.strides(),
                  shape.padding(),
                  shape.padding()),
              Bfloat16.engine(),
              forward.primitive);
      var inputPrimitive =
          new convolution_backward_data.primitive_desc(
              new convolution_backward_data.desc(
                  dnnl.algorithm.convolution_direct,
                  shape.input(memory.data_type.f32),
                  shape.weightsInAnyOrder(memory.data_type.bf16),
                  gradients,
                  shape.strides(),
                  shape.padding(),
                  shape.padding()),
              Bfloat16.engine(),
              forward.primitive);
      weights = new Rounded(shape.weights(memory.data_type.f32), inputPrimitive.weights_desc());
      outputGradient = new Rounded(shape.output(memory.data_type.f32), gradients);
      inputGradient = Bfloat16.window(shape.input(memory.data_type.f32));
      blockedWeightGradient = new memory(weightPrimitive.diff_weights_desc(), Bfloat16.engine());
      weightGradient = Bfloat16.window(shape.weights(memory.data_type.f32));
      unblock = new reorder(blockedWeightGradient, weightGradient);
      toWeights = new convolution_backward_weights(weightPrimitive);
      toInput = new convolution_backward_data(inputPrimitive);
      weightArguments.put(dnnl.DNNL_ARG_SRC, forward.input.copy());
      weightArguments.put(dnnl.DNNL_ARG_DIFF_DST, outputGradient.copy());
      weightArguments.put(dnnl.DNNL_ARG_DIFF_WEIGHTS, blockedWeightGradient);
      inputArguments.put(dnnl.DNNL_ARG_WEIGHTS, weights.copy());
      inputArguments.put(dnnl.DNNL_ARG_DIFF_DST, outputGradient.copy());
      inputArguments.put(dnnl.DNNL_ARG_DIFF_SRC, inputGradient);
    }

    /** With the pictures that went forward. */
    void weights(INDArray gradients, INDArray result) {
      outputGradient.take(gradients, queue);
      toWeights.execute(queue, weightArguments);
      Bfloat16.show(weightGradient, result);
      unblock.execute(queue, blockedWeightGradient, weightGradient);
    }

    /** With the gradient of the output that the weights got. */
    void input(INDArray kernels, INDArray result) {
      weights.take(kernels, queue);
      Bfloat16.show(inputGradient, result);
      toInput.execute(queue, inputArguments);
    }
  }
}
