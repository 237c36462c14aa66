/**
 * The golden vectors recorded from the original, against the whole overlay.
 *
 * <p>They lie in {@code shared/} beside the project and are not part of it; without them these
 * tests are skipped. Depends on everything that the module has.
 */
package bnn4j.overlay.golden;
