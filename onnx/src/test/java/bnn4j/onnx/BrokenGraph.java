package bnn4j.onnx;

import bnn4j.foundation.fuzz.Edit;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Graphs whose bytes are in order, and whose content is not: other numbers, names that go round in
 * circles or nowhere, shapes that nothing has, attributes of other types, parts gone or there
 * twice. The file is taken apart as protobuf's wire format has it, without knowing what a field
 * means.
 */
final class BrokenGraph {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private static final long[] NUMBERS = {
    0,
    -1,
    1,
    2,
    3,
    7,
    16,
    1 << 16,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    46_341,
    3_037_000_500L
  };

  private static final float[] FLOATS = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    -0f,
    Float.MIN_VALUE,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e-20f,
    0.5f,
    12_345f
  };

  private static final List<String> TEXTS =
      List.of(
          "",
          "x",
          "Quant",
          "BipolarQuant",
          "Trunc",
          "MultiThreshold",
          "BatchNormalization",
          "Relu",
          "Conv",
          "MatMul",
          "Gemm",
          "MaxPool",
          "Reshape",
          "Transpose",
          "Flatten",
          "Mul",
          "Add",
          "Sub",
          "Div",
          "Concat",
          "TopK",
          "Constant",
          "Pad",
          "Shape",
          "Identity",
          "Sign",
          "Clip",
          "Cast",
          "Squeeze",
          "Unsqueeze",
          "Loop",
          "\0",
          "../../x",
          "a".repeat(70_000),
          "NHWC",
          "FLOOR",
          "INT2",
          "BIPOLAR",
          "FLOAT32",
          "UINT4",
          "qonnx.custom_op.general",
          "é");

  /** A field and what it holds: a number, or bytes. */
  private record Field(int number, int type, long value, byte[] bytes) {
    Field with(long other) {
      return new Field(number, type, other, bytes);
    }

    Field with(byte[] other) {
      return new Field(number, type, value, other);
    }
  }

  private BrokenGraph() {}

  /** The graph with all of the edits. */
  static byte[] of(byte[] model, List<Edit> edits) {
    byte[] broken = model;
    for (Edit edit : edits) {
      broken = changed(broken, edit.at() & Integer.MAX_VALUE, edit);
    }
    return broken;
  }

  /** Goes down to a part of the message by the number, and changes something there. */
  private static byte[] changed(byte[] message, int path, Edit edit) {
    List<Field> fields = new ArrayList<>(fields(message).orElse(List.of()));
    if (fields.isEmpty()) {
      return message;
    }
    int index = path % fields.size();
    int rest = (path / fields.size() * 31 + (edit.value() & 0xffff)) & Integer.MAX_VALUE;
    Field field = fields.get(index);
    boolean deeper = field.type() == BYTES && fields(field.bytes()).isPresent();
    switch (Math.floorMod(edit.value(), deeper ? 16 : 8)) {
      case 0 -> fields.add(index, field);
      case 1 -> fields.remove(index);
      case 2 -> Collections.swap(fields, index, rest % fields.size());
      case 3 -> fields.set(index, fields.get(rest % fields.size()));
      default ->
          fields.set(
              index,
              deeper
                  ? field.with(changed(field.bytes(), rest, edit))
                  : other(field, fields, rest, edit));
    }
    return bytes(fields);
  }

  private static Field other(Field field, List<Field> near, int choice, Edit edit) {
    return switch (field.type()) {
      case VARINT, EIGHT_BYTES -> field.with(NUMBERS[choice % NUMBERS.length]);
      case FOUR_BYTES -> field.with(Float.floatToRawIntBits(FLOATS[choice % FLOATS.length]));
      default ->
          field.with(
              isText(field.bytes()) ? text(near, choice) : numbers(field.bytes(), choice, edit));
    };
  }

  private static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b < ' ') {
        return false;
      }
    }
    return true;
  }

  /** Names of neighbours as often as others: that is how circles come about. */
  private static byte[] text(List<Field> near, int choice) {
    List<byte[]> names =
        near.stream()
            .filter(f -> f.type() == BYTES && isText(f.bytes()))
            .map(Field::bytes)
            .toList();
    return names.isEmpty() || choice % 2 == 0
        ? TEXTS.get(choice / 2 % TEXTS.size()).getBytes(StandardCharsets.UTF_8)
        : names.get(choice / 2 % names.size());
  }

  /** Raw numbers: one of them is another, or there are more or fewer. */
  private static byte[] numbers(byte[] old, int choice, Edit edit) {
    if (old.length < Float.BYTES || choice % 3 == 0) {
      return Edit.apply(List.of(edit), old);
    }
    byte[] bytes = old.clone();
    int at = choice / 3 % (bytes.length / Float.BYTES) * Float.BYTES;
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(at, FLOATS[Math.floorMod(edit.value() / 16, FLOATS.length)]);
    return bytes;
  }

  /** The fields of what may be a message, if it is one. */
  private static Optional<List<Field>> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.hasRemaining()) {
        long tag = varint(in);
        int number = (int) (tag >> 3);
        if (number < 1 || number > 50) {
          return Optional.empty();
        }
        switch ((int) tag & 7) {
          case VARINT -> fields.add(new Field(number, VARINT, varint(in), null));
          case EIGHT_BYTES -> fields.add(new Field(number, EIGHT_BYTES, in.getLong(), null));
          case FOUR_BYTES -> fields.add(new Field(number, FOUR_BYTES, in.getInt(), null));
          case BYTES -> {
            long length = varint(in);
            if (length < 0 || length > in.remaining()) {
              return Optional.empty();
            }
            byte[] bytes = new byte[(int) length];
            in.get(bytes);
            fields.add(new Field(number, BYTES, 0, bytes));
          }
          default -> {
            return Optional.empty();
          }
        }
      }
    } catch (java.nio.BufferUnderflowException e) {
      return Optional.empty();
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(fields);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        break;
      }
    }
    return value;
  }

  private static byte[] bytes(List<Field> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Field field : fields) {
      varint(out, field.number() * 8L + field.type());
      switch (field.type()) {
        case VARINT -> varint(out, field.value());
        case EIGHT_BYTES -> fixed(out, field.value(), Long.BYTES);
        case FOUR_BYTES -> fixed(out, field.value(), Integer.BYTES);
        default -> {
          varint(out, field.bytes().length);
          out.writeBytes(field.bytes());
        }
      }
    }
    return out.toByteArray();
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) (rest & 0x7f) + 128);
    }
    out.write((int) rest);
  }

  private static void fixed(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >> (i * Byte.SIZE)));
    }
  }
}
