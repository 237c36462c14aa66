package bnn4j.board;

import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.bitstream.Bitstream;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How to open a board.
 *
 * @param tree where Linux's files are
 * @param bitstream what to program the FPGA with; if empty, it is left as it is
 * @param base where the accelerator's registers are; if empty, where the published overlays have
 *     them on this board
 * @param clock MHz of the FPGA's clock, 0 to leave it as it is; if empty, what the published
 *     overlays run at on this board after the FPGA has been programmed, else as it is
 */
public record BoardSettings(
    SystemTree tree, Optional<Bitstream> bitstream, OptionalLong base, OptionalDouble clock) {
  /** The board that this runs on, programmed already. */
  public static final BoardSettings AS_IT_IS =
      new BoardSettings(
          SystemTree.REAL, Optional.empty(), OptionalLong.empty(), OptionalDouble.empty());

  /** With another place for Linux's files. */
  public BoardSettings withTree(SystemTree other) {
    return new BoardSettings(other, bitstream, base, clock);
  }

  /** With a bitstream. */
  public BoardSettings withBitstream(Bitstream file) {
    return new BoardSettings(tree, Optional.of(file), base, clock);
  }

  /** With another address of the registers. */
  public BoardSettings withBase(long address) {
    return new BoardSettings(tree, bitstream, OptionalLong.of(address), clock);
  }

  /** With another clock in MHz; 0 to leave it as it is. */
  public BoardSettings withClock(double megahertz) {
    return new BoardSettings(tree, bitstream, base, OptionalDouble.of(megahertz));
  }
}
