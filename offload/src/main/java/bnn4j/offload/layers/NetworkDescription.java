package bnn4j.offload.layers;

import java.nio.file.Path;
import java.util.List;

/**
 * A layers file.
 *
 * @param file where it is from
 * @param network its name
 * @param inputImage where the file names a test input
 * @param verificationImage where the file names what should come out
 * @param parameters folder of the parameter files
 * @param firstSet number of the first parameter file
 * @param layers those that are looked at, in order
 */
public record NetworkDescription(
    Path file,
    String network,
    Path inputImage,
    Path verificationImage,
    Path parameters,
    int firstSet,
    List<LayerDescription> layers) {}
