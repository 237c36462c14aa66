package bnn4j.board.fpga;

import bnn4j.board.linux.SystemTree;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.FailureText;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The kernel's fpga_manager with Xilinx's attributes: the kernel reads a file of {@code
 * /lib/firmware} by name.
 */
final class FirmwareLoader implements Programmer {
  static final String FOLDER = "/sys/class/fpga_manager/fpga0";

  private static final String FIRMWARE = "/lib/firmware";
  private static final String WHOLE = "0";
  private static final String OPERATING = "operating";

  private final SystemTree tree;

  FirmwareLoader(SystemTree tree) {
    this.tree = tree;
  }

  @Override
  public String description() {
    return "fpga_manager";
  }

  @Override
  public void program(Bitstream bitstream) {
    if (!tree.has(FOLDER + "/firmware")) {
      throw new AcceleratorException(
          "%s has no 'firmware', so this kernel is not Xilinx's; program the FPGA with"
                  .formatted(tree.at(FOLDER))
              + " another tool and omit --bitstream");
    }
    String name = "bnn4j-%s.bin".formatted(bitstream.name());
    store(name, bitstream);
    tree.write(FOLDER + "/flags", WHOLE);
    tree.write(FOLDER + "/firmware", name);
    String state = tree.text(FOLDER + "/state").orElse("unknown");
    if (!state.equals(OPERATING)) {
      throw new AcceleratorException(
          "%s: the FPGA is in state '%s', expected '%s'; dmesg may say why"
              .formatted(bitstream.file(), state, OPERATING));
    }
  }

  private void store(String name, Bitstream bitstream) {
    Path folder = tree.at(FIRMWARE);
    try {
      AtomicFile.store(folder.resolve(name), out -> out.write(bitstream.swapped().array()));
    } catch (IOException e) {
      throw new AcceleratorException(
          "%s: cannot be written (%s); programming the FPGA requires root: run it with sudo"
              .formatted(folder.resolve(name), FailureText.reason(e)),
          e);
    }
  }
}
