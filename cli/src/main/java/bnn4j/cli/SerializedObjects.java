package bnn4j.cli;

import java.io.ObjectInputFilter;

/**
 * Disables Java deserialization in the process. bnn4j reads no serialized objects, but a library
 * could, and objects of a foreign file could run foreign code.
 */
final class SerializedObjects {
  private SerializedObjects() {}

  /** Rejects every object of every stream from now on, if nothing stricter is set already. */
  static void reject() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
    }
  }
}
