/**
 * Linux interfaces of the board driver: files in /sys, /proc and /lib, and system calls that Java
 * lacks, through JNA.
 *
 * <p>May depend on {@code bnn4j.overlay.driver} (for its exception) and JNA; the only package that
 * sees JNA together with {@code .buffer}, and only once a device is opened.
 */
package bnn4j.board.linux;
