/**
 * Classifiers whose inner layers run on an offload overlay call by call: description, parameters,
 * folder, execution. The first and last layers run on the processor.
 *
 * <p>May depend on {@code bnn4j.foundation}, {@code bnn4j.yaml}, {@code bnn4j.network}, and on
 * {@code bnn4j.offload} with {@code .folding}, {@code .json}, {@code .layers}, {@code .params},
 * {@code .schedule}, {@code .slots}, {@code .engine} and {@code .driver}.
 */
package bnn4j.offload.deep;
