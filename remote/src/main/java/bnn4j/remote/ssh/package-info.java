/**
 * Accelerator on a board over SSH: copies the runtime, a parameter set and images to the board,
 * runs them, and copies the results back.
 *
 * <p>May depend on {@code bnn4j.overlay} and Apache MINA SSHD.
 */
package bnn4j.remote.ssh;
