package bnn4j.overlay.simulation;

import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A board in software: memory that an accelerator shares with its driver, and the accelerator's
 * registers, through which alone it is told what to do. Belongs to one thread.
 */
public abstract class SimulatedBoard implements Device {
  private final String name;
  private final Incidents incidents = new Incidents();
  private final PhysicalMemory memory;
  private final Registers registers;

  /**
   * A board with an accelerator.
   *
   * @param name of its overlay
   * @param wordsShort that each buffer is smaller than asked for
   * @param accelerator makes the registers of one that works on this memory and tells incidents
   */
  protected SimulatedBoard(
      String name, int wordsShort, BiFunction<PhysicalMemory, Incidents, Registers> accelerator) {
    this.name = name;
    this.memory = new PhysicalMemory(incidents, wordsShort);
    this.registers = accelerator.apply(memory, incidents);
  }

  @Override
  public final String description() {
    return "simulated " + name;
  }

  @Override
  public final Registers registers() {
    return registers;
  }

  @Override
  public final DeviceBuffer allocate(int words) {
    return memory.allocate(words);
  }

  /**
   * What was done to it that hardware takes without a word, and that no correct driver does: a
   * parameter for a memory that there is not, an image read or a result written where no buffer is.
   * The first hundred, in order.
   */
  public final List<String> incidents() {
    return incidents.list();
  }

  @Override
  public final void close() {
    memory.clear();
  }
}
