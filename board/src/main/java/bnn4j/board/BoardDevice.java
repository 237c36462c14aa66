package bnn4j.board;

import bnn4j.board.buffer.BufferSource;
import bnn4j.board.buffer.BufferSources;
import bnn4j.board.fpga.FabricClock;
import bnn4j.board.fpga.Programmer;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.SystemTree;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.Device;
import bnn4j.overlay.driver.DeviceBuffer;
import bnn4j.overlay.driver.Registers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The FPGA of the board that this JVM runs on. */
public final class BoardDevice implements Device {
  private final String description;
  private final RegisterWindow registers;
  private final BufferSource buffers;

  private BoardDevice(String description, RegisterWindow registers, BufferSource buffers) {
    this.description = description;
    this.registers = registers;
    this.buffers = buffers;
  }

  /**
   * Programs the FPGA, sets its clock and maps its registers, as far as the settings ask for it.
   *
   * @throws Refusal if this is no board, or the bitstream not for it, before anything is touched
   * @throws AcceleratorException if something that is needed is missing or fails, saying what to do
   */
  public static BoardDevice open(BoardSettings settings) {
    return open(settings, DeviceFiles.REAL);
  }

  /** As {@link #open(BoardSettings)}, with another way to open devices. */
  static BoardDevice open(BoardSettings settings, DeviceFiles devices) {
    return new Opening(settings, devices).open();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Registers registers() {
    return registers;
  }

  @Override
  public DeviceBuffer allocate(int words) {
    return buffers.allocate(words);
  }

  @Override
  public void close() {
    registers.close();
    buffers.close();
  }

  /** The steps from settings to a device. */
  private static final class Opening {
    private final BoardSettings settings;
    private final SystemTree tree;
    private final DeviceFiles devices;
    private final List<String> done = new ArrayList<>();

    Opening(BoardSettings settings, DeviceFiles devices) {
      this.settings = settings;
      this.tree = settings.tree();
      this.devices = devices;
    }

    BoardDevice open() {
      Optional<Board> board = Board.recognise(tree);
      Optional<Bitstream> bitstream = settings.bitstream();
      long base = base(board);
      board.ifPresent(known -> bitstream.ifPresent(b -> b.checkFor(known.family())));
      done.add(board.map(Board::name).orElse("unknown board"));
      bitstream.ifPresent(this::program);
      board.ifPresent(known -> setClock(known.family()));
      return map(base);
    }

    /** The driver works with registers anywhere, but an address that is wrong can hang a board. */
    private long base(Optional<Board> board) {
      if (settings.base().isPresent()) {
        return settings.base().getAsLong();
      }
      return board
          .map(Board::family)
          .map(Family::registerBase)
          .orElseThrow(
              () ->
                  new Refusal(
                      ("%s has no Zynq-7000 or Zynq UltraScale+ chip; run it on a board (PYNQ-Z1,"
                              + " PYNQ-Z2, Ultra96), or specify the registers' address with --base")
                          .formatted(Board.name(tree).orElse("this machine"))));
    }

    private void program(Bitstream bitstream) {
      Programmer programmer =
          Programmer.find(tree)
              .orElseThrow(
                  () ->
                      new AcceleratorException(
                          "this Linux cannot program the FPGA: neither"
                              + " /sys/class/fpga_manager/fpga0 nor /dev/xdevcfg exists;"
                              + " use a PYNQ image"));
      programmer.program(bitstream);
      done.add("%s loaded by %s".formatted(bitstream.name(), programmer.description()));
    }

    private void setClock(Family family) {
      double wanted =
          settings.clock().orElse(settings.bitstream().isPresent() ? family.clock() : 0);
      if (wanted > 0) {
        double clock = new FabricClock(tree, devices, family).set(wanted);
        done.add(String.format(Locale.ROOT, "clock %.1f MHz", clock));
      }
    }

    private BoardDevice map(long base) {
      RegisterWindow registers = RegisterWindow.open(tree, devices, base);
      try {
        BufferSource buffers = BufferSources.open(tree, devices);
        done.add(registers.description());
        done.add(buffers.description());
        return new BoardDevice(String.join(", ", done), registers, buffers);
      } catch (RuntimeException e) {
        registers.close();
        throw e;
      }
    }
  }
}
