package bnn4j.overlay.driver;

/** The two buffers that accelerator and driver share, as large as the largest call so far. */
final class ImageBuffers implements AutoCloseable {
  private final Device device;
  private DeviceBuffer input;
  private DeviceBuffer output;

  ImageBuffers(Device device) {
    this.device = device;
  }

  /**
   * Makes sure that both are large enough; what they held is lost.
   *
   * @throws AcceleratorException if the device has not so much
   */
  void reserve(int inputWords, int outputWords) {
    input = reserve(input, inputWords);
    output = reserve(output, outputWords);
  }

  DeviceBuffer input() {
    return input;
  }

  DeviceBuffer output() {
    return output;
  }

  private DeviceBuffer reserve(DeviceBuffer buffer, int words) {
    if (buffer != null && buffer.words() >= words) {
      return buffer;
    }
    if (buffer != null) {
      // First, as memory in one piece is scarce.
      buffer.close();
    }
    return allocate(words);
  }

  private DeviceBuffer allocate(int words) {
    DeviceBuffer buffer = device.allocate(words);
    if (buffer.words() < words) {
      int found = buffer.words();
      buffer.close();
      throw new AcceleratorException(
          "requested a buffer of %d words, the device returned %d; run fewer images per call"
              .formatted(words, found));
    }
    return buffer;
  }

  @Override
  public void close() {
    if (input != null) {
      input.close();
    }
    if (output != null) {
      output.close();
    }
    input = null;
    output = null;
  }
}
