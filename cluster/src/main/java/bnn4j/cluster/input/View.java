package bnn4j.cluster.input;

import bnn4j.datasets.ImageShape;
import bnn4j.datasets.PictureFit;
import bnn4j.datasets.idx.IdxLayout;
import java.io.Serializable;
import java.util.List;

/**
 * The input conversion of one parameter set; several sets can use the same files.
 *
 * @param shape that it takes
 * @param classNames of the labels
 * @param layout of IDX files, which EMNIST has in a way of its own
 * @param invert whether pictures of a folder are inverted
 * @param fit how pictures of a folder become its squares
 */
public record View(
    ImageShape shape, List<String> classNames, IdxLayout layout, boolean invert, PictureFit fit)
    implements Serializable {}
