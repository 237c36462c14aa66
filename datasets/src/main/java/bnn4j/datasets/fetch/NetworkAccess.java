package bnn4j.datasets.fetch;

/** Whether the network may be used. */
public enum NetworkAccess {
  ALLOWED,
  /** Never touched; missing files must be copied manually. */
  FORBIDDEN
}
