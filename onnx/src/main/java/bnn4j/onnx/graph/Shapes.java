package bnn4j.onnx.graph;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.file.Constant;
import bnn4j.onnx.file.Node;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Arithmetic of shapes, as ONNX defines it. */
final class Shapes {
  private Shapes() {}

  /** The target of a Reshape: 0 keeps an axis, -1 takes what is left. */
  static int[] reshape(int[] shape, int[] wanted) {
    int[] target = wanted.clone();
    int open = -1;
    long known = 1;
    for (int i = 0; i < target.length; i++) {
      if (target[i] == 0 && i < shape.length) {
        target[i] = shape[i];
      }
      if (target[i] == -1 && open < 0) {
        open = i;
      } else if (target[i] < 1) {
        throw new Refusal("cannot become " + Constant.text(wanted));
      } else {
        known *= target[i];
      }
    }
    long size = size(shape);
    if (open >= 0 && known > 0 && size % known == 0) {
      target[open] = (int) (size / known);
      known *= target[open];
    }
    if (known != size) {
      throw new Refusal(
          "%s cannot be reshaped to %s".formatted(Constant.text(shape), Constant.text(wanted)));
    }
    return target;
  }

  /** Two axes: those before, and those from the given one on. */
  static int[] flatten(int[] shape, int axis) {
    int at = axis(axis, shape.length + 1);
    return new int[] {
      (int) size(Arrays.copyOfRange(shape, 0, at)),
      (int) size(Arrays.copyOfRange(shape, at, shape.length))
    };
  }

  /** Axes of size 1 put in. */
  static int[] unsqueeze(int[] shape, int[] axes) {
    int rank = shape.length + axes.length;
    int[] target = new int[rank];
    for (int axis : axes) {
      target[axis(axis, rank)] = 1;
    }
    int from = 0;
    for (int i = 0; i < rank; i++) {
      if (target[i] == 0) {
        if (from == shape.length) {
          throw new Refusal("axes %s occur twice".formatted(Constant.text(axes)));
        }
        target[i] = shape[from++];
      }
    }
    return target;
  }

  /** Axes of size 1 taken out; all of them if none is named. */
  static int[] squeeze(int[] shape, int[] axes) {
    List<Integer> out =
        axes.length > 0
            ? IntStream.of(axes).map(a -> axis(a, shape.length)).boxed().toList()
            : IntStream.range(0, shape.length).filter(i -> shape[i] == 1).boxed().toList();
    int[] target =
        IntStream.range(0, shape.length).filter(i -> !out.contains(i)).map(i -> shape[i]).toArray();
    if (size(target) != size(shape)) {
      throw new Refusal(
          "axes %s of %s are not all of size 1"
              .formatted(Constant.text(axes), Constant.text(shape)));
    }
    return target;
  }

  /** The order of axes of a Transpose. */
  static int[] order(Node node, int rank) {
    int[] order = node.numbers("perm", IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
    int[] sorted = order.clone();
    Arrays.sort(sorted);
    if (!Arrays.equals(sorted, IntStream.range(0, rank).toArray())) {
      throw new Refusal("%s is not a permutation of %d axes".formatted(Constant.text(order), rank));
    }
    return order;
  }

  /** The sizes in another order. */
  static int[] pick(int[] shape, int[] order) {
    return IntStream.of(order).map(i -> shape[i]).toArray();
  }

  /** For each value of the transposed tensor where it stood before. */
  static int[] transposed(int[] shape, int[] order) {
    int[] strides = pick(strides(shape), order);
    return positions(pick(shape, order), strides);
  }

  /** The shape of two tensors put together value by value. */
  static int[] broadcast(int[] a, int[] b) {
    int[] shape = new int[Math.max(a.length, b.length)];
    for (int i = 1; i <= shape.length; i++) {
      int one = i <= a.length ? a[a.length - i] : 1;
      int other = i <= b.length ? b[b.length - i] : 1;
      if (one != other && one != 1 && other != 1) {
        throw new Refusal(
            "%s and %s are not compatible".formatted(Constant.text(a), Constant.text(b)));
      }
      shape[shape.length - i] = one == 1 ? other : one;
    }
    return shape;
  }

  /** For each value of the larger shape which value of the smaller one belongs to it. */
  static int[] sources(int[] shape, int[] target) {
    if (!Arrays.equals(broadcast(shape, target), target)) {
      throw new Refusal(
          "%s does not fit into %s".formatted(Constant.text(shape), Constant.text(target)));
    }
    int[] own = strides(shape);
    int[] strides = new int[target.length];
    int missing = target.length - shape.length;
    for (int i = 0; i < shape.length; i++) {
      strides[missing + i] = shape[i] == 1 ? 0 : own[i];
    }
    return positions(target, strides);
  }

  /** An axis counted from the front. */
  static int axis(int axis, int rank) {
    int at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) {
      throw new Refusal("axis %d of %d".formatted(axis, rank));
    }
    return at;
  }

  private static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  private static int[] positions(int[] shape, int[] strides) {
    int[] positions = new int[Math.toIntExact(checked(shape))];
    int[] at = new int[shape.length];
    int position = 0;
    for (int i = 0; i < positions.length; i++) {
      positions[i] = position;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        position += strides[axis];
        if (++at[axis] < shape[axis]) {
          break;
        }
        position -= strides[axis] * shape[axis];
        at[axis] = 0;
      }
    }
    return positions;
  }

  private static long checked(int[] shape) {
    long size = size(shape);
    if (size > 1 << 27) {
      throw new Refusal(Constant.text(shape) + " has too many values");
    }
    return size;
  }

  /** Values of a shape. */
  static long size(int[] shape) {
    double size = 1;
    for (int each : shape) {
      size *= each;
    }
    return (long) size;
  }
}
