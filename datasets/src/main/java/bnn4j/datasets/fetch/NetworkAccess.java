package bnn4j.datasets.fetch;

/** Whether the network may be used. */
public enum NetworkAccess {
  ALLOWED,
  /** Never touched; what is missing is to be brought by hand. */
  FORBIDDEN
}
