/**
 * Command {@code serve}, and the project's folders as the web page shows them.
 *
 * <p>Everything else is the room {@code studio}.
 */
package bnn4j.cli.serving;
