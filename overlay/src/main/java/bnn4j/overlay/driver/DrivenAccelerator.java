package bnn4j.overlay.driver;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The driver: what BNN-PYNQ's host library does with its overlays (formats.md 6), on any {@link
 * Device}. Batches of any size are split into calls that fit; waiting ends; and all that can be
 * checked is.
 */
public final class DrivenAccelerator implements Accelerator {
  private final Device device;
  private final Overlay overlay;
  private final DriverSettings settings;
  private final Arguments arguments;
  private final Handshake handshake;
  private final ImageBuffers buffers;
  private boolean loaded;

  /**
   * Takes over a device; {@link #close} closes it.
   *
   * @param overlay whose bitstream the device has
   * @throws AcceleratorException if its registers are not those of BNN-PYNQ's overlays; the device
   *     is closed then
   */
  public DrivenAccelerator(Device device, Overlay overlay, DriverSettings settings) {
    this(device, overlay, settings, Ticker.SYSTEM);
  }

  /** As {@link #DrivenAccelerator(Device, Overlay, DriverSettings)}, with a time of one's own. */
  public DrivenAccelerator(Device device, Overlay overlay, DriverSettings settings, Ticker ticker) {
    this.device = device;
    this.overlay = overlay;
    this.settings = settings;
    Registers registers = device.registers();
    this.arguments = new Arguments(registers);
    this.handshake = new Handshake(registers, settings.timeout(), ticker);
    this.buffers = new ImageBuffers(device);
    try {
      handshake.expectRest();
      Signature.check(registers);
    } catch (AcceleratorException e) {
      AcceleratorException failure = on(e);
      device.close();
      throw failure;
    }
  }

  @Override
  public Overlay overlay() {
    return overlay;
  }

  /** Description of the driven device. */
  public String description() {
    return device.description();
  }

  @Override
  public void load(ParameterSet parameters) {
    RunConditions.check(parameters, overlay);
    loaded = false;
    try {
      handshake.expectRest();
      buffers.reserve(overlay.inputWords(), overlay.outputWords());
      point(() -> "loading");
      arguments.write(Register.DO_INIT, 0);
      new ParameterLoad(arguments, handshake, settings.readBack()).store(parameters);
      test(parameters);
    } catch (AcceleratorException e) {
      throw on(e);
    }
    loaded = true;
  }

  private void test(ParameterSet parameters) {
    int images = Math.min(settings.selfTestImages(), imagesPerCall());
    if (images == 0) {
      return;
    }
    SelfTest test = SelfTest.of(parameters, images);
    int outputWords = test.outputWords();
    buffers.reserve(test.input().length, outputWords);
    buffers.input().write(0, test.input(), 0, test.input().length);
    buffers.output().write(0, test.blank(), 0, outputWords);
    start(images, "the self-test of");
    long[] found = new long[outputWords];
    buffers.output().read(0, found, 0, outputWords);
    test.check(found, overlay);
  }

  @Override
  public long[] run(long[] input, int images) {
    return run(input, images, done -> {});
  }

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if the thread is interrupted, after the call that runs
   */
  @Override
  public long[] run(long[] input, int images, IntConsumer progress) {
    RunConditions.checkLoaded(loaded);
    Objects.checkFromIndexSize(0, Math.multiplyExact(images, overlay.inputWords()), input.length);
    long[] output = new long[Math.multiplyExact(images, overlay.outputWords())];
    int most = imagesPerCall();
    for (int from = 0; from < images; from += most) {
      int count = Math.min(most, images - from);
      try {
        call(input, from, count, output);
      } catch (AcceleratorException e) {
        throw on(e);
      }
      progress.accept(from + count);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
    }
    return output;
  }

  private void call(long[] input, int from, int images, long[] output) {
    int inputWords = images * overlay.inputWords();
    int outputWords = images * overlay.outputWords();
    buffers.reserve(inputWords, outputWords);
    buffers.input().write(0, input, from * overlay.inputWords(), inputWords);
    start(images, "running");
    buffers.output().read(0, output, from * overlay.outputWords(), outputWords);
  }

  private void start(int images, String work) {
    Supplier<String> message = () -> work + " " + images + " images";
    handshake.expectRest();
    point(message);
    arguments.write(Register.NUM_REPS, images);
    arguments.write(Register.DO_INIT, 0);
    arguments.expect(Register.NUM_REPS, images, message);
    arguments.expect(Register.DO_INIT, 0, message);
    handshake.run(message);
  }

  /** Tells the accelerator where the buffers are. */
  private void point(Supplier<String> work) {
    long in = buffers.input().physicalAddress();
    long out = buffers.output().physicalAddress();
    arguments.write(Register.INPUT_LOW, Register.INPUT_HIGH, in);
    arguments.write(Register.OUTPUT_LOW, Register.OUTPUT_HIGH, out);
    arguments.expect(Register.INPUT_LOW, Register.INPUT_HIGH, in, work);
    arguments.expect(Register.OUTPUT_LOW, Register.OUTPUT_HIGH, out, work);
  }

  private int imagesPerCall() {
    return Math.min(settings.imagesPerCall(), CallLimit.images(overlay));
  }

  /** The same failure, saying where. */
  private AcceleratorException on(AcceleratorException e) {
    return new AcceleratorException(device.description() + ": " + e.getMessage(), e);
  }

  /**
   * {@inheritDoc}
   *
   * <p>An accelerator that was given up on may still write to memory that is freed here: load its
   * bitstream again before anything else.
   */
  @Override
  public void close() {
    loaded = false;
    buffers.close();
    device.close();
  }
}
