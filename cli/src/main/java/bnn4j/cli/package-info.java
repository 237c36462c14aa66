/**
 * Commands: each parses its options, calls the modules and prints the result.
 *
 * <p>One class per command: options are fields, {@code call()} is the command, its result is the
 * exit code: 0 success, 1 a failed check, 2 wrong usage or input. May depend on everything. This
 * package contains the entry point; the packages below contain the commands, one package per job,
 * and shared options, places and terminal output.
 */
package bnn4j.cli;
