package bnn4j.cluster.inference;

import bnn4j.cluster.sets.SetBundle;
import bnn4j.overlay.host.Decode;
import java.io.Serializable;

/**
 * What is determined for each image.
 *
 * @param set that answers
 * @param decode how its words are read
 * @param invert whether pictures show dark strokes on a bright ground; null where that is to be
 *     seen from each
 */
public record Question(SetBundle set, Decode decode, Boolean invert) implements Serializable {}
