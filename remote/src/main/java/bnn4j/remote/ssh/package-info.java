/**
 * A board reached over SSH: the runtime, a parameter set and images go there, it runs them, and
 * results come back.
 *
 * <p>May depend on {@code bnn4j.overlay} and Apache MINA SSHD.
 */
package bnn4j.remote.ssh;
