package bnn4j.offload.jpeg;

/** What is wrong with a JPEG file, without its name. */
final class JpegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JpegException(String message) {
    super(message);
  }
}
