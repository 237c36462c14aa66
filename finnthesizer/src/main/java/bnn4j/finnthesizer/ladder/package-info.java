/**
 * The output ladder: several thresholds per class for overlays with one output bit per class.
 *
 * <p>Where the rungs lie is chosen on a sample of accumulators; docs/ladder.md explains the idea.
 * May depend on {@code bnn4j.overlay}; knows neither networks nor images.
 */
package bnn4j.finnthesizer.ladder;
