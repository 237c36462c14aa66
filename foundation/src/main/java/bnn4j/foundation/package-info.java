/**
 * What every room stands on: the one refusal of wrong input, files that appear whole or not at all,
 * checksums, the word that was probably meant.
 *
 * <p>Only what at least two rooms need that do not know each other. Depends on the JDK only.
 */
package bnn4j.foundation;
