/**
 * PASCAL VOC: folders, annotations, and the mean average precision of detectors.
 *
 * <p>May depend on {@code bnn4j.foundation} and {@code bnn4j.offload.yolo}.
 */
package bnn4j.offload.voc;
