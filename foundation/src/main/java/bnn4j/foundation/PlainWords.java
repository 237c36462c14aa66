package bnn4j.foundation;

/** A failure with a message for the user. */
public interface PlainWords {}
