/**
 * Commands {@code check-accuracy} and {@code compare}.
 *
 * <p>Their exit code is 1 where it does not.
 */
package bnn4j.cli.checking;
