/**
 * PASCAL VOC: its folders, its annotations, and its measure of detectors.
 *
 * <p>May depend on {@code bnn4j.foundation} and {@code bnn4j.offload.yolo}.
 */
package bnn4j.offload.voc;
