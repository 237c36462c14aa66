/**
 * Reads configs, overlays and cards from YAML. Nodes contain their line; block readers collect all
 * problems before they refuse the file.
 *
 * <p>Small enough for a board. Depends on {@code foundation} and SnakeYAML.
 */
package bnn4j.yaml;
