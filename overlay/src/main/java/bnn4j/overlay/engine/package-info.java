/**
 * Computes the accelerator's results in software, bit-exactly (formats.md 4): packed images in, raw
 * output words out.
 *
 * <p>Weights are laid out once and shared; an {@link bnn4j.overlay.engine.Engine} is one thread's
 * workspace around them. Inner products are behind {@link bnn4j.overlay.engine.Kernel}. Depends on
 * {@code bnn4j.overlay}, {@code bnn4j.overlay.params} and the JDK.
 */
package bnn4j.overlay.engine;
