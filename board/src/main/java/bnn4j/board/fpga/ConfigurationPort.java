package bnn4j.board.fpga;

import bnn4j.board.linux.SystemTree;
import bnn4j.overlay.bitstream.Bitstream;
import bnn4j.overlay.driver.AcceleratorException;

/**
 * The device configuration port of images up to 2.2, which accepts the bitstream file unchanged.
 */
final class ConfigurationPort implements Programmer {
  static final String DEVICE = "/dev/xdevcfg";

  private static final String ATTRIBUTES = "/sys/devices/soc0/amba/f8007000.devcfg";
  private static final String WHOLE = "0";

  private final SystemTree tree;

  ConfigurationPort(SystemTree tree) {
    this.tree = tree;
  }

  @Override
  public String description() {
    return "/dev/xdevcfg";
  }

  @Override
  public void program(Bitstream bitstream) {
    tree.write(ATTRIBUTES + "/is_partial_bitstream", WHOLE);
    tree.write(DEVICE, bitstream.whole());
    String done = tree.text(ATTRIBUTES + "/prog_done").orElse("1");
    if (!done.equals("1")) {
      throw new AcceleratorException(
          "%s: the FPGA is not programmed: %s says '%s', expected '1'; dmesg may say why"
              .formatted(bitstream.file(), tree.at(ATTRIBUTES + "/prog_done"), done));
    }
  }
}
