/**
 * Shared basics of all modules: the refusal of wrong input, atomic files, checksums, spelling
 * suggestions.
 *
 * <p>Only what at least two rooms need that do not know each other. Depends on the JDK only.
 */
package bnn4j.foundation;
