/**
 * What the project's hot paths cost, measured with JMH, and training, whose parts have to take
 * turns, without it; {@code bin/benchmark} runs them.
 *
 * <p>On made-up parameters, so that no data is needed. May depend on everything.
 */
package bnn4j.benchmarks;
