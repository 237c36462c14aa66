package bnn4j.board.fpga;

import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;
import java.util.Optional;

/** A Linux interface that programs the FPGA. */
public interface Programmer {
  /** Its description: {@code fpga_manager}. */
  String description();

  /**
   * Programs the whole FPGA.
   *
   * @throws AcceleratorException if Linux, or the FPGA, does not take it
   */
  void program(Bitstream bitstream);

  /** The way that this Linux has, if any: fpga_manager first, which newer kernels have. */
  static Optional<Programmer> find(SystemTree tree) {
    if (tree.has(FirmwareLoader.FOLDER)) {
      return Optional.of(new FirmwareLoader(tree));
    }
    return tree.has(ConfigurationPort.DEVICE)
        ? Optional.of(new ConfigurationPort(tree))
        : Optional.empty();
  }
}
