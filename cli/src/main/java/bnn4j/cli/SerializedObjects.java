package bnn4j.cli;

import java.io.ObjectInputFilter;

/**
 * Bars Java's own deserialization from the process. Nothing here reads serialized objects, but
 * libraries could be talked into it, and a stranger's objects run a stranger's code.
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
