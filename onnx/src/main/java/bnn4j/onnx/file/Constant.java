package bnn4j.onnx.file;

import bnn4j.foundation.Refusal;
import bnn4j.onnx.proto.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tensor whose values are known, row by row. Arrays are not copied and must not be changed.
 *
 * @param shape size of each axis; none for a single number
 * @param values in double, which holds every float and every whole number up to 2^53
 * @param kind what they are in the file, which says how arithmetic with them rounds
 */
public record Constant(int[] shape, double[] values, Kind kind) {
  /** Kinds of numbers. */
  public enum Kind {
    /** 32-bit floats. */
    FLOAT,
    /** 64-bit floats. */
    DOUBLE,
    /** Whole numbers and truth values. */
    WHOLE;

    /** A number as this kind stores it. */
    public double round(double value) {
      return switch (this) {
        case FLOAT -> (float) value;
        case DOUBLE -> value;
        case WHOLE -> value < 0 ? Math.ceil(value) : Math.floor(value);
      };
    }
  }

  /** The most values of one tensor: far more than any overlay has weights. */
  private static final long MOST = 1 << 27;

  /**
   * Checks the number of values.
   *
   * @throws Refusal if it is not what the shape says
   */
  public Constant {
    long expected = count(shape);
    if (values.length != expected) {
      throw new Refusal(
          "%s holds %d values, expected %d".formatted(text(shape), values.length, expected));
    }
  }

  /** A single number. */
  public static Constant of(double value, Kind kind) {
    return new Constant(new int[0], new double[] {value}, kind);
  }

  /** Whole numbers along one axis. */
  public static Constant whole(long... values) {
    return new Constant(
        new int[] {values.length}, Arrays.stream(values).asDoubleStream().toArray(), Kind.WHOLE);
  }

  /**
   * The values of a tensor of a file.
   *
   * @throws Refusal if they are in another file, of a type that networks do not need, or not as
   *     many as the shape says
   */
  public static Constant of(TensorProto tensor) {
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL
        || tensor.getExternalDataCount() > 0) {
      throw new Refusal(
          "tensor '%s' is in a separate file; save the model with embedded tensors"
              .formatted(tensor.getName()));
    }
    try {
      int[] shape = tensor.getDimsList().stream().mapToInt(Constant::size).toArray();
      long count = count(shape);
      TensorProto.DataType type = TensorProto.DataType.forNumber(tensor.getDataType());
      if (type == null) {
        throw new Refusal("of an unknown type, number " + tensor.getDataType());
      }
      double[] values =
          tensor.hasRawData() ? raw(type, tensor.getRawData(), count) : listed(type, tensor, count);
      Kind kind =
          switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> Kind.FLOAT;
            case DOUBLE -> Kind.DOUBLE;
            default -> Kind.WHOLE;
          };
      return new Constant(shape, values, kind);
    } catch (Refusal e) {
      throw new Refusal("tensor '%s': %s".formatted(tensor.getName(), e.getMessage()), e);
    }
  }

  private static int size(long dimension) {
    if (dimension < 0 || dimension > MOST) {
      throw new Refusal("an axis of %d values".formatted(dimension));
    }
    return (int) dimension;
  }

  /** Values of a shape. */
  private static long count(int[] shape) {
    long count = 1;
    for (int size : shape) {
      count *= size;
      if (count > MOST) {
        throw new Refusal("%s has too many values; the maximum is %d".formatted(text(shape), MOST));
      }
    }
    return count;
  }

  private static double[] raw(TensorProto.DataType type, ByteString bytes, long count) {
    int width =
        switch (type) {
          case UINT8, INT8, BOOL -> 1;
          case UINT16, INT16 -> 2;
          case FLOAT, INT32, UINT32 -> 4;
          case DOUBLE, INT64, UINT64 -> 8;
          default -> throw unsupported(type);
        };
    if (bytes.size() != count * width) {
      throw new Refusal(
          "holds %d bytes, expected %d of type %s"
              .formatted(bytes.size(), count * width, type.name()));
    }
    ByteBuffer data = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT -> data.getFloat();
            case DOUBLE -> data.getDouble();
            case INT64, UINT64 -> data.getLong();
            case INT32 -> data.getInt();
            case UINT32 -> Integer.toUnsignedLong(data.getInt());
            case INT16 -> data.getShort();
            case UINT16 -> Short.toUnsignedInt(data.getShort());
            case UINT8 -> Byte.toUnsignedInt(data.get());
            default -> data.get();
          };
    }
    return values;
  }

  private static double[] listed(TensorProto.DataType type, TensorProto tensor, long count) {
    int found =
        switch (type) {
          case FLOAT -> tensor.getFloatDataCount();
          case DOUBLE -> tensor.getDoubleDataCount();
          case INT64 -> tensor.getInt64DataCount();
          case UINT32, UINT64 -> tensor.getUint64DataCount();
          case INT32, INT16, INT8, UINT16, UINT8, BOOL -> tensor.getInt32DataCount();
          default -> throw unsupported(type);
        };
    if (found != count) {
      throw new Refusal("holds %d values, expected %d".formatted(found, count));
    }
    return IntStream.range(0, found)
        .mapToDouble(
            i ->
                switch (type) {
                  case FLOAT -> tensor.getFloatData(i);
                  case DOUBLE -> tensor.getDoubleData(i);
                  case INT64 -> tensor.getInt64Data(i);
                  case UINT32, UINT64 -> tensor.getUint64Data(i);
                  default -> tensor.getInt32Data(i);
                })
        .toArray();
  }

  private static Refusal unsupported(TensorProto.DataType type) {
    return new Refusal("of type %s; save the model in FLOAT".formatted(type.name()));
  }

  /** Number of axes. */
  public int rank() {
    return shape.length;
  }

  /** The one value; empty shapes and shapes of ones count as one. */
  public double single() {
    if (values.length != 1) {
      throw new Refusal("expected one number, found %s".formatted(text(shape)));
    }
    return values[0];
  }

  /** The values as whole numbers that fit an int. */
  public int[] ints() {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      ints[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, values[i]));
    }
    return ints;
  }

  /** The same values in another shape. */
  public Constant in(int... other) {
    return new Constant(other, values, kind);
  }

  /** A shape as people write it: {@code [64, 3, 3, 3]}. */
  public static String text(int[] shape) {
    return Arrays.stream(shape)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
