package bnn4j.foundation;

/** A failure whose message was written for the person who reads it. */
public interface PlainWords {}
