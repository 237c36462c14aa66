/**
 * The output ladder: several thresholds per class where an overlay answers with one bit per output.
 *
 * <p>Where the rungs lie is chosen on a sample of accumulators; docs/ladder.md explains the idea.
 * May depend on {@code bnn4j.overlay}; knows neither networks nor images.
 */
package bnn4j.finnthesizer.ladder;
