/**
 * What this machine has of all that bnn4j uses: {@code doctor}.
 *
 * <p>Changes nothing.
 */
package bnn4j.cli.doctor;
