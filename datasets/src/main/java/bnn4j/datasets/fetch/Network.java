package bnn4j.datasets.fetch;

/** Whether the network may be used. */
public enum Network {
  ALLOWED,
  /** Never touched; what is missing is to be brought by hand. */
  FORBIDDEN
}
