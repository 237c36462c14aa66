package bnn4j.board;

import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.bitstream.Family;
import java.util.Optional;

/**
 * A board as described by its device tree.
 *
 * @param name PYNQ's name of it, else the model
 * @param family the chip's family
 */
public record Board(String name, Family family) {
  private static final String DEVICE_TREE = "/proc/device-tree";

  /** The board that this is, if it has a chip of a known family. */
  public static Optional<Board> recognise(SystemTree tree) {
    return tree.text(DEVICE_TREE + "/compatible")
        .flatMap(Family::ofDeviceTree)
        .map(family -> new Board(name(tree).orElse("board with a " + family), family));
  }

  /** What the device tree calls this machine, board or not. */
  static Optional<String> name(SystemTree tree) {
    return tree.text(DEVICE_TREE + "/chosen/pynq_board")
        .or(() -> tree.text(DEVICE_TREE + "/model"))
        .filter(name -> !name.isEmpty());
  }
}
