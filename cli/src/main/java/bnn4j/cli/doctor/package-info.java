/**
 * Command {@code doctor}: reports what bnn4j finds on this machine.
 *
 * <p>Changes nothing.
 */
package bnn4j.cli.doctor;
