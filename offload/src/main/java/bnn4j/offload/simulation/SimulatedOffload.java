package bnn4j.offload.simulation;

import bnn4j.offload.OffloadOverlay;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import bnn4j.overlay.simulation.Incidents;
import bnn4j.overlay.simulation.PhysicalMemory;
import java.util.List;

/**
 * A board with a multi-layer offload overlay, in software. It knows a network only through its
 * registers: it takes weights from where they point to into memories of its own, and computes from
 * these, with the engine. Belongs to one thread.
 */
public final class SimulatedOffload implements Device {
  private final OffloadOverlay overlay;
  private final Incidents incidents = new Incidents();
  private final PhysicalMemory memory = new PhysicalMemory(incidents, 0);
  private final OffloadRegisters registers;

  /** A board with an overlay. */
  public SimulatedOffload(OffloadOverlay overlay) {
    this.overlay = overlay;
    this.registers = new OffloadRegisters(overlay, new OffloadCore(overlay, memory, incidents));
  }

  @Override
  public String description() {
    return "simulated " + overlay.name();
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public DeviceBuffer allocate(int words) {
    return memory.allocate(words);
  }

  /** What was done to it that hardware takes without a word, and that no correct driver does. */
  public List<String> incidents() {
    return incidents.list();
  }

  @Override
  public void close() {
    memory.clear();
  }
}
