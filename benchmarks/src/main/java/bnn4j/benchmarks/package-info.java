/**
 * Benchmarks of hot paths with JMH, and of training without JMH; {@code bin/benchmark} runs them.
 *
 * <p>On made-up parameters, so that no data is needed. May depend on everything.
 */
package bnn4j.benchmarks;
