package bnn4j.offload.dorefa;

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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The whole network: before, on and behind the accelerator. */
public final class DoReFaNet {
  /** The overlay that it is for. */
  public static final OffloadOverlay OVERLAY = OffloadOverlay.W1A2;

  private static final MapShape INPUT =
      new MapShape(FirstConvolution.CHANNELS, FirstConvolution.SIDE);
  private static final MapShape OUTPUT = new MapShape(256, 6);

  private final CentreCrop crop;
  private final FirstConvolution first;
  private final OffloadNetwork network;
  private final DenseLayers dense;

  private DoReFaNet(
      CentreCrop crop, FirstConvolution first, OffloadNetwork network, DenseLayers dense) {
    this.crop = crop;
    this.first = first;
    this.network = network;
    this.dense = dense;
  }

  /**
   * A class and how sure the network is of it.
   *
   * @param index of the class
   * @param probability 0 to 1
   */
  public record Guess(int index, float probability) {}

  /**
   * Reads it from a folder such as the original's {@code qnn/params}.
   *
   * @throws Refusal naming what is missing or wrong
   */
  public static DoReFaNet read(Path folder) {
    NetworkDescription description = LayersFile.read(folder.resolve("dorefanet-layers.json"));
    Schedule schedule = Schedule.of(description, OVERLAY);
    if (!schedule.input().equals(INPUT) || !schedule.output().equals(OUTPUT)) {
      throw new Refusal(
          "%s: takes %s and gives %s, expected %s and %s"
              .formatted(description.file(), schedule.input(), schedule.output(), INPUT, OUTPUT));
    }
    return new DoReFaNet(
        CentreCrop.read(folder),
        FirstConvolution.read(folder),
        OffloadNetwork.read(schedule, description.parameters()),
        DenseLayers.read(folder));
  }

  /** What the accelerator runs; to be loaded before {@link #classify}. */
  public OffloadNetwork network() {
    return network;
  }

  /**
   * The most probable classes, best first.
   *
   * @param accelerator with {@link #network} loaded
   * @param count how many
   */
  public List<Guess> classify(Picture photo, OffloadAccelerator accelerator, int count) {
    byte[] activations = first.run(crop.of(photo));
    long[] result = accelerator.run(new SlotFormat(OVERLAY, INPUT).pack(activations), 1);
    float[] probabilities = dense.run(new SlotFormat(OVERLAY, OUTPUT).unpack(result, 0));
    return IntStream.range(0, probabilities.length)
        .mapToObj(i -> new Guess(i, probabilities[i]))
        .sorted(Comparator.comparing(guess -> -guess.probability()))
        .limit(count)
        .toList();
  }
}
