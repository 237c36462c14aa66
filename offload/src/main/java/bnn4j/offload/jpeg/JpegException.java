package bnn4j.offload.jpeg;

/** The error in a JPEG file, without the file's name. */
final class JpegException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JpegException(String message) {
    super(message);
  }
}
