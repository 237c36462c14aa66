package bnn4j.overlay.simulation;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.List;

/**
 * A board with one overlay, in software. It behaves as formats.md 6 describes the hardware, down to
 * registers that repeat every 128 bytes; it knows networks only through its registers, and computes
 * from its own memories, with the engine.
 *
 * <p>It does in no time what it is started for: the write to the control register returns when all
 * is computed, however long {@link Faults} make it look. Belongs to one thread.
 */
public final class SimulatedDevice implements Device {
  private final Overlay overlay;
  private final Incidents incidents = new Incidents();
  private final PhysicalMemory memory;
  private final SimulatedRegisters registers;

  /** A board without faults, whose overlay computes on so many threads. */
  public SimulatedDevice(Overlay overlay, int threads) {
    this(overlay, threads, Faults.NONE);
  }

  /** A board with faults. */
  public SimulatedDevice(Overlay overlay, int threads, Faults faults) {
    this.overlay = overlay;
    this.memory = new PhysicalMemory(incidents, faults.wordsShort());
    ParameterMemories parameters = new ParameterMemories(overlay, incidents, faults.flips());
    this.registers =
        new SimulatedRegisters(new Core(overlay, threads, parameters, memory, incidents), faults);
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

  /**
   * What was done to it that hardware takes without a word, and that no correct driver does: a
   * parameter for a memory that there is not, an image read or a result written where no buffer is.
   * The first hundred, in order.
   */
  public List<String> incidents() {
    return incidents.list();
  }

  @Override
  public void close() {
    memory.clear();
  }
}
