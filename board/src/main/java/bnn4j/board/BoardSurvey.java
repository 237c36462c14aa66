package bnn4j.board;

import bnn4j.board.buffer.BufferSources;
import bnn4j.board.fpga.Programmer;
import bnn4j.board.linux.DeviceFiles;
import bnn4j.board.linux.SystemTree;
import bnn4j.foundation.Finding;
import bnn4j.overlay.bitstream.Family;
import bnn4j.overlay.driver.AcceleratorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reports which parts of a board are present. Changes nothing. */
public final class BoardSurvey {
  private final SystemTree tree;
  private final DeviceFiles devices;

  private BoardSurvey(SystemTree tree, DeviceFiles devices) {
    this.tree = tree;
    this.devices = devices;
  }

  /** Looks for all that driving the overlay takes; on a machine that is no board, for that only. */
  public static List<Finding> of(SystemTree tree) {
    return of(tree, DeviceFiles.REAL);
  }

  static List<Finding> of(SystemTree tree, DeviceFiles devices) {
    return new BoardSurvey(tree, devices).findings();
  }

  private List<Finding> findings() {
    Optional<Board> board = Board.recognise(tree);
    if (board.isEmpty()) {
      String name = Board.name(tree).orElse("this machine");
      return List.of(
          Finding.missing(
              "board",
              name + " has no Zynq-7000 or Zynq UltraScale+ chip",
              "run it on a PYNQ-Z1, PYNQ-Z2 or Ultra96"));
    }
    List<Finding> findings = new ArrayList<>();
    Family family = board.get().family();
    findings.add(Finding.fine("board", "%s, %s".formatted(board.get().name(), family)));
    findings.add(access());
    findings.add(programming());
    findings.add(registers(family.registerBase()));
    findings.add(buffers());
    return findings;
  }

  private Finding access() {
    try {
      devices.open(tree.at("/dev/mem"), true).close();
      return Finding.fine("access", "devices can be opened");
    } catch (AcceleratorException e) {
      return Finding.missing("access", e.getMessage(), "run it as root, with sudo");
    }
  }

  private Finding programming() {
    return Programmer.find(tree)
        .map(
            programmer -> Finding.fine("bitstream", "can be loaded by " + programmer.description()))
        .orElseGet(
            () ->
                Finding.optional(
                    "bitstream",
                    "cannot be loaded: no fpga_manager, no /dev/xdevcfg",
                    "use a PYNQ image, or program the FPGA with another tool"));
  }

  private Finding registers(long base) {
    String way = RegisterWindow.uioAt(tree, base).map(name -> "/dev/" + name).orElse("/dev/mem");
    return Finding.fine("registers", "through %s at 0x%08X".formatted(way, base));
  }

  private Finding buffers() {
    return BufferSources.find(tree)
        .map(source -> Finding.fine("buffers", source))
        .orElseGet(
            () ->
                Finding.missing(
                    "buffers", "no memory that is shared with the FPGA", BufferSources.MISSING));
  }
}
