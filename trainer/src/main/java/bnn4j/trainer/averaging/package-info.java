/**
 * Parameter averaging: input and output of a round as plain data that can be sent to another
 * machine, and the mean.
 *
 * <p>JDK only.
 */
package bnn4j.trainer.averaging;
