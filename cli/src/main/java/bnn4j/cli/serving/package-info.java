/**
 * The page: {@code serve}, and the project's folders as the page sees them.
 *
 * <p>Everything else is the room {@code studio}.
 */
package bnn4j.cli.serving;
