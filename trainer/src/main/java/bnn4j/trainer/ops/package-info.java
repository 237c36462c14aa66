/**
 * Matrix products and convolutions of ND4J arrays and their gradients, in float, or in bfloat16
 * through oneDNN on processors that support it.
 *
 * <p>May depend on ND4J and oneDNN, on nothing else of this project but {@code overlay}'s refusals.
 */
package bnn4j.trainer.ops;
