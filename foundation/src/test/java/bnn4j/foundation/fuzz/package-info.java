/**
 * Broken files for the tests of readers, and what reading one of them may cost.
 *
 * <p>Depends on {@code bnn4j.foundation} and jqwik.
 */
package bnn4j.foundation.fuzz;
