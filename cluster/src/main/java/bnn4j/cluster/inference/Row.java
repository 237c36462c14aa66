package bnn4j.cluster.inference;

import bnn4j.evaluation.pictures.Answer;
import java.util.List;

/**
 * An image and its predicted classes.
 *
 * @param index among all pictures, from 0
 * @param file its name
 * @param actual its class, -1 if unknown
 * @param answers the best of them, the host's choice first
 */
record Row(long index, String file, int actual, List<Answer> answers) {}
