package bnn4j.offload.driver;

import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.engine.TraceListener;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Schedule.NumberedCall;
import bnn4j.offload.schedule.Step;
import bnn4j.offload.slots.SlotFormat;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Handshake;
import bnn4j.overlay.driver.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;

/**
 * The driver: what QNN-MO-PYNQ's host library does (qnn-mo.md 7), on any {@link Device}. Weights
 * are loaded for each call, and some images run under one load; what one call stores the next one
 * reads, unless channels have to be parted or joined, which is done here.
 */
public final class DrivenOffload implements OffloadAccelerator {
  /** Of a buffer for activations; a board has 128 MiB in all. */
  private static final int MOST_WORDS = 1 << 22;

  private final Device device;
  private final OffloadOverlay overlay;
  private final CallDriver driver;
  private final SlotMaps slots;
  private final List<DeviceBuffer> buffers = new ArrayList<>();

  /** Addresses of the weights of a set, for each port. */
  private final Map<Integer, long[]> weights = new HashMap<>();

  private Schedule schedule;
  private int batch;

  /** What the next call reads, and where it stores. */
  private DeviceBuffer input;

  private DeviceBuffer output;

  /** Hears what layers store; null unless an image is traced. */
  private TraceListener listener;

  /**
   * Takes over a device; {@link #close} closes it.
   *
   * @param overlay whose bitstream the device has
   * @param timeout how long to wait for a call
   * @throws AcceleratorException if no accelerator waits there; the device is closed then
   */
  public DrivenOffload(Device device, OffloadOverlay overlay, Duration timeout) {
    this(device, overlay, timeout, Ticker.SYSTEM);
  }

  /** As {@link #DrivenOffload(Device, OffloadOverlay, Duration)}, with a time of one's own. */
  public DrivenOffload(Device device, OffloadOverlay overlay, Duration timeout, Ticker ticker) {
    this.device = device;
    this.overlay = overlay;
    this.slots = new SlotMaps(overlay);
    Handshake handshake = new Handshake(device.registers(), timeout, ticker);
    this.driver = new CallDriver(device.registers(), handshake);
    try {
      handshake.expectRest();
    } catch (AcceleratorException e) {
      AcceleratorException failure = on(e);
      device.close();
      throw failure;
    }
  }

  @Override
  public void load(OffloadNetwork network) {
    OffloadOverlay planned = network.schedule().overlay();
    if (!planned.equals(overlay)) {
      throw new Refusal(
          "%s is scheduled for %s, the accelerator is %s"
              .formatted(network.schedule().network(), planned.name(), overlay.name()));
    }
    free();
    try {
      for (NumberedCall call : network.schedule().calls()) {
        WeightImage image = new WeightImage(overlay, call.call().kernel());
        long[] addresses = new long[overlay.memoryPorts()];
        for (int port = 0; port < addresses.length; port++) {
          DeviceBuffer buffer = allocate(image.words());
          buffer.write(0, image.of(network.parameters().get(call.set()), port), 0, image.words());
          addresses[port] = buffer.physicalAddress();
        }
        weights.put(call.set(), addresses);
      }
      int largest = largestMap(network.schedule());
      batch = Math.max(1, MOST_WORDS / largest);
      input = allocate(batch * largest);
      output = allocate(batch * largest);
    } catch (AcceleratorException e) {
      throw on(e);
    }
    schedule = network.schedule();
  }

  private DeviceBuffer allocate(int words) {
    DeviceBuffer buffer = device.allocate(words);
    buffers.add(buffer);
    if (buffer.words() < words) {
      throw new AcceleratorException(
          "requested a buffer of %d words, the device returned %d"
              .formatted(words, buffer.words()));
    }
    return buffer;
  }

  private int largestMap(Schedule plan) {
    int side = plan.input().side();
    for (Step.Layer layer : plan.layers()) {
      side = Math.max(side, Math.max(layer.call().inSide(), layer.call().storedSide()));
    }
    return side * side * overlay.slotWords();
  }

  @Override
  public long[] run(long[] images, int count) {
    return run(images, count, done -> {});
  }

  /**
   * {@inheritDoc}
   *
   * @throws CancellationException if the thread is interrupted, after the images that run
   */
  @Override
  public long[] run(long[] images, int count, IntConsumer progress) {
    if (schedule == null) {
      throw new IllegalStateException("nothing has been loaded");
    }
    int inputWords = new SlotFormat(overlay, schedule.input()).words();
    int outputWords = new SlotFormat(overlay, schedule.output()).words();
    Objects.checkFromIndexSize(0, Math.multiplyExact(count, inputWords), images.length);
    long[] results = new long[Math.multiplyExact(count, outputWords)];
    for (int from = 0; from < count; from += batch) {
      int some = Math.min(batch, count - from);
      try {
        input.write(0, images, from * inputWords, some * inputWords);
        schedule.steps().forEach(step -> run(step, some));
        MapShape shape = schedule.output();
        long[] found = read(shape.side(), some);
        long[] cut = new long[found.length];
        slots.addChannels(found, 0, cut, 0, shape.channels(), pixels(shape.side(), some));
        System.arraycopy(cut, 0, results, from * outputWords, cut.length);
      } catch (AcceleratorException e) {
        throw on(e);
      }
      progress.accept(from + some);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted");
      }
    }
    return results;
  }

  @Override
  public long[] trace(long[] image, TraceListener listener) {
    this.listener = listener;
    try {
      return run(image, 1);
    } finally {
      this.listener = null;
    }
  }

  private void run(Step step, int images) {
    if (step instanceof Step.Layer layer) {
      run(layer, images);
      tell(layer.storedName(), layer.output());
    } else if (step instanceof Step.Parts parts) {
      run(parts, images);
    }
  }

  /** Leaves the result where the next call reads. */
  private void run(Step.Layer layer, int images) {
    FabricCall call = layer.call();
    if (layer.sets().size() == 1) {
      call(layer, layer.sets().get(0), images);
      swap();
      return;
    }
    int pixels = pixels(call.storedSide(), images);
    long[] joined = new long[pixels * overlay.slotWords()];
    for (int i = 0; i < layer.sets().size(); i++) {
      call(layer, layer.sets().get(i), images);
      long[] part = new long[joined.length];
      output.read(0, part, 0, part.length);
      int channels = call.outChannels();
      slots.addChannels(part, 0, joined, i * channels, channels, pixels);
    }
    input.write(0, joined, 0, joined.length);
  }

  private void run(Step.Parts parts, int images) {
    long[] whole = read(parts.input().side(), images);
    long[] merged = new long[pixels(parts.output().side(), images) * overlay.slotWords()];
    int channels = parts.input().channels() / parts.parts().size();
    for (int part = 0; part < parts.parts().size(); part++) {
      long[] own = new long[whole.length];
      slots.addChannels(
          whole, part * channels, own, 0, channels, pixels(parts.input().side(), images));
      input.write(0, own, 0, own.length);
      for (Step.Layer layer : parts.parts().get(part)) {
        run(layer, images);
        tell(layer.storedName() + "." + part, layer.output());
      }
      slots.addChannels(
          read(parts.output().side(), images),
          0,
          merged,
          part * parts.mergedChannels(),
          parts.mergedChannels(),
          pixels(parts.output().side(), images));
    }
    input.write(0, merged, 0, merged.length);
    tell(parts.mergeName(), parts.output());
  }

  /** What the next call reads. */
  private void tell(String name, MapShape shape) {
    if (listener != null) {
      byte[] values = new SlotFormat(overlay, shape).unpack(read(shape.side(), 1), 0);
      listener.map(name, shape.side(), shape.channels(), values);
    }
  }

  private void call(Step.Layer layer, int set, int images) {
    FabricCall call = layer.call();
    driver.load(
        weights.get(set),
        call.kernel(),
        () -> "loading weights %d of %s".formatted(set, layer.name()));
    long inBytes = (long) call.inSide() * call.inSide() * overlay.slotBytes();
    long outBytes = (long) call.storedSide() * call.storedSide() * overlay.slotBytes();
    for (int i = 0; i < images; i++) {
      driver.compute(
          call,
          input.physicalAddress() + i * inBytes,
          output.physicalAddress() + i * outBytes,
          () -> "computing " + layer.name());
    }
  }

  private void swap() {
    DeviceBuffer former = input;
    input = output;
    output = former;
  }

  private long[] read(int side, int images) {
    long[] words = new long[pixels(side, images) * overlay.slotWords()];
    input.read(0, words, 0, words.length);
    return words;
  }

  private static int pixels(int side, int images) {
    return side * side * images;
  }

  /** The same failure, saying where. */
  private AcceleratorException on(AcceleratorException e) {
    return new AcceleratorException(device.description() + ": " + e.getMessage(), e);
  }

  private void free() {
    schedule = null;
    weights.clear();
    buffers.forEach(DeviceBuffer::close);
    buffers.clear();
  }

  @Override
  public void close() {
    free();
    device.close();
  }
}
