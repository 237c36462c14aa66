package bnn4j.board.buffer;

import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.DeviceBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Buffers of the u-dma-buf kernel module, which are parts of a region whose size is fixed when the
 * module is loaded. Cached; each copy synchronizes only the bytes that it transfers.
 */
final class UDmaBuffers implements BufferSource {
  /** Where the module shows its devices; versions before 2 had the shorter name. */
  private static final List<String> CLASSES = List.of("/sys/class/u-dma-buf", "/sys/class/udmabuf");

  private final List<UDmaRegion> regions;

  private UDmaBuffers(List<UDmaRegion> regions) {
    this.regions = regions;
  }

  /** All of the module's devices, if it is loaded. */
  static Optional<BufferSource> find(SystemTree tree, DeviceFiles devices) {
    List<UDmaRegion> regions =
        CLASSES.stream()
            .flatMap(
                folder ->
                    tree.names(folder).stream()
                        .map(name -> new UDmaRegion(tree, devices, folder + "/" + name)))
            .toList();
    return regions.isEmpty() ? Optional.empty() : Optional.of(new UDmaBuffers(regions));
  }

  @Override
  public String description() {
    return "buffers of u-dma-buf (%s)"
        .formatted(regions.stream().map(UDmaRegion::description).collect(Collectors.joining(", ")));
  }

  @Override
  public DeviceBuffer allocate(int words) {
    return regions.stream()
        .flatMap(region -> region.allocate(words).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new AcceleratorException(
                    ("%s: no %d contiguous bytes are free; load the module with more,"
                            + " for example: insmod u-dma-buf.ko udmabuf0=0x4000000")
                        .formatted(description(), (long) words * Long.BYTES)));
  }

  @Override
  public void close() {
    regions.forEach(UDmaRegion::close);
  }
}
