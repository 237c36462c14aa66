package bnn4j.cluster.inference;

import java.io.Serializable;
import java.util.List;

/**
 * A part of the table that has been written.
 *
 * @param file where, under a name of its own for each try
 * @param base index of its first row
 * @param rows how many
 * @param labeled rows of pictures that lie in a class's folder
 * @param right of these, how many are classified correctly
 * @param skipped why pictures were left out, a line each
 * @param inverted names of pictures of dark strokes on a bright ground
 */
record PartFile(
    String file,
    long base,
    long rows,
    long labeled,
    long right,
    List<String> skipped,
    List<String> inverted)
    implements Serializable {}
