package bnn4j.network.npz;

import bnn4j.network.Layer;
import bnn4j.network.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes numpy archives, good ones and, entry by entry, bad ones. */
final class NpzFile {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  /** A network with random numbers. */
  static NpzFile network(Network network, int outputs) {
    NpzFile file = new NpzFile();
    Random random = new Random(4);
    for (Layer layer : network.withOutputs(outputs).layers()) {
      file.add(layer, layer.activations().isEmpty() ? 4 : 5, random);
    }
    return file;
  }

  /** Weights, then so many vectors. */
  private void add(Layer layer, int vectors, Random random) {
    int neurons = layer.neurons();
    if (layer.isDense()) {
      add(random, layer.fanIn(), neurons);
    } else {
      add(random, neurons, layer.input().channels(), layer.kernel(), layer.kernel());
    }
    for (int i = 0; i < vectors; i++) {
      add(random, neurons);
    }
  }

  private void add(Random random, int... shape) {
    int count = IntStream.of(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(129) / 64f - 1;
    }
    array(entries.size(), values, shape);
  }

  /** Sets or replaces an array. */
  NpzFile array(int index, float[] values, int... shape) {
    String lengths =
        IntStream.of(shape)
            .mapToObj(n -> n + (shape.length == 1 ? "," : ""))
            .collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s), }".formatted(lengths);
    return raw(index, npy(dictionary, values));
  }

  /** The same numbers under another header. */
  NpzFile header(int index, String dictionary) {
    byte[] old = entries.get(name(index));
    int length = 10 + ByteBuffer.wrap(old).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
    float[] values = new float[(old.length - length) / Float.BYTES];
    ByteBuffer.wrap(old, length, old.length - length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return raw(index, npy(dictionary, values));
  }

  /** Sets or replaces the bytes of an array's file. */
  NpzFile raw(int index, byte[] bytes) {
    return entry(name(index), bytes);
  }

  NpzFile entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  NpzFile without(int index) {
    entries.remove(name(index));
    return this;
  }

  byte[] raw(int index) {
    return entries.get(name(index));
  }

  static String name(int index) {
    return "arr_" + index + ".npy";
  }

  /** Version 1, padded to a multiple of 64 as numpy does. */
  static byte[] npy(String dictionary, float... values) {
    int unpadded = 10 + dictionary.length() + 1;
    String header = dictionary + " ".repeat((64 - unpadded % 64) % 64) + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    bytes.put((byte) 1).put((byte) 0).putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** Whole numbers from 0 to 255 as another type keeps them. */
  static byte[] npy(String dictionary, String descr, float... values) {
    byte[] header = npy(dictionary);
    int size = Character.digit(descr.charAt(2), 10);
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + values.length * size)
            .order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (float value : values) {
      if (descr.charAt(1) != 'f') {
        switch (size) {
          case 1 -> bytes.put((byte) value);
          case 2 -> bytes.putShort((short) value);
          case 4 -> bytes.putInt((int) value);
          default -> bytes.putLong((long) value);
        }
      } else if (size == 2) {
        bytes.putShort((short) (value == 0 ? 0 : 0x3c00)); // 0 or 1
      } else if (size == 4) {
        bytes.putFloat(value);
      } else {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  byte[] deflated() throws IOException {
    return zip(ZipEntry.DEFLATED);
  }

  byte[] stored() throws IOException {
    return zip(ZipEntry.STORED);
  }

  private byte[] zip(int method) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> e : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        CRC32 sum = new CRC32();
        sum.update(e.getValue());
        entry.setMethod(method);
        entry.setSize(e.getValue().length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(e.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
