/**
 * Parameter averaging: what a round of it takes and gives, as plain data that may travel to another
 * machine, and the mean that ends it.
 *
 * <p>JDK only.
 */
package bnn4j.trainer.averaging;
