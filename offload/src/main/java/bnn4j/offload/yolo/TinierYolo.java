package bnn4j.offload.yolo;

import bnn4j.datasets.picture.Picture;
import bnn4j.foundation.Refusal;
import bnn4j.offload.OffloadOverlay;
import bnn4j.offload.driver.OffloadAccelerator;
import bnn4j.offload.json.LayersFile;
import bnn4j.offload.layers.MapShape;
import bnn4j.offload.layers.NetworkDescription;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.slots.SlotFormat;
import java.nio.file.Path;
import java.util.List;

/** The whole network: before, on and behind the accelerator. */
public final class TinierYolo {
  /** What the original calls with: less probable boxes are dropped. */
  public static final float THRESHOLD = 0.3f;

  /** What the original calls with: boxes that overlap more mean the same. */
  public static final float OVERLAP = 0.3f;

  /** The overlay that it is for. */
  public static final OffloadOverlay OVERLAY = OffloadOverlay.W1A3;

  private static final MapShape INPUT = new MapShape(FirstLayer.CHANNELS, FirstLayer.SIDE);
  private static final MapShape OUTPUT = new MapShape(LastLayer.CHANNELS, LastLayer.SIDE);

  private final FirstLayer first;
  private final OffloadNetwork network;
  private final LastLayer last;

  private TinierYolo(FirstLayer first, OffloadNetwork network, LastLayer last) {
    this.first = first;
    this.network = network;
    this.last = last;
  }

  /**
   * Reads it from a folder such as the original's {@code qnn/params}: {@code
   * tinier-yolo-layers.json} with the parameter files that it names, and {@code
   * tinier-yolo-conv{0,8}-{W,bias}.npy}.
   *
   * @throws Refusal naming what is missing or wrong
   */
  public static TinierYolo read(Path folder) {
    NetworkDescription description = LayersFile.read(folder.resolve("tinier-yolo-layers.json"));
    Schedule schedule = Schedule.of(description, OVERLAY);
    if (!schedule.input().equals(INPUT) || !schedule.output().equals(OUTPUT)) {
      throw new Refusal(
          "%s: takes %s and gives %s, expected %s and %s"
              .formatted(description.file(), schedule.input(), schedule.output(), INPUT, OUTPUT));
    }
    return new TinierYolo(
        FirstLayer.read(folder),
        OffloadNetwork.read(schedule, description.parameters()),
        LastLayer.read(folder));
  }

  /** What the accelerator runs; to be loaded before {@link #detect}. */
  public OffloadNetwork network() {
    return network;
  }

  /**
   * Finds objects.
   *
   * @param accelerator with {@link #network} loaded
   * @param threshold least probability
   * @param overlap of boxes of a class that means the same
   * @return in the order in which the original prints them
   */
  public List<Detection> detect(
      Picture photo, OffloadAccelerator accelerator, float threshold, float overlap) {
    Letterbox box = Letterbox.of(photo);
    long[] packed = new SlotFormat(OVERLAY, INPUT).pack(first.run(box));
    long[] result = accelerator.run(packed, 1);
    float[] planes = last.run(new SlotFormat(OVERLAY, OUTPUT).unpack(result, 0));
    return new Region(threshold, overlap).detections(planes, box);
  }
}
