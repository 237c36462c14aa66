/**
 * The one way in which configs, overlays and cards are read from YAML: nodes that know their lines,
 * readers of blocks that gather all problems before they refuse.
 *
 * <p>Small enough for a board. Depends on {@code foundation} and SnakeYAML.
 */
package bnn4j.yaml;
