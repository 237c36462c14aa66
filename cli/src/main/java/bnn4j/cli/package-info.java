/**
 * The commands: parse, call one room after the other, print. No arithmetic.
 *
 * <p>One class per command, options as fields, {@code call()} the story, its result the exit code:
 * 0 done, 1 a check failed, 2 bad usage or input. May depend on everything. Here lies only where
 * they begin; below are the commands, a package per job, and what several of them share: options,
 * places to run, the terminal.
 */
package bnn4j.cli;
