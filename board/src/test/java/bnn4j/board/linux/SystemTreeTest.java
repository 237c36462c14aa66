package bnn4j.board.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemTreeTest {
  @TempDir Path root;
  private FakeTree fake;
  private SystemTree tree;

  @BeforeEach
  void open() {
    fake = new FakeTree(root);
    tree = fake.tree();
  }

  @Test
  void textsLoseLineEndsAndTheDeviceTreesZeros() throws IOException {
    fake.file("/proc/device-tree/compatible", "avnet,ultra96\0xlnx,zynqmp\0");
    fake.file("/sys/state", "operating\n");
    assertThat(tree.text("/proc/device-tree/compatible")).hasValue("avnet,ultra96 xlnx,zynqmp");
    assertThat(tree.text("/sys/state")).hasValue("operating");
    assertThat(tree.text("/sys/none")).isEmpty();
  }

  @Test
  void numbersAreDecimalOrHexadecimal() throws IOException {
    fake.file("/sys/size", "1048576\n").file("/sys/address", "0xfffffff0\n").file("/sys/bad", "x");
    assertThat(tree.number("/sys/size")).isEqualTo(1 << 20);
    assertThat(tree.number("/sys/address")).isEqualTo(0xFFFF_FFF0L);
    assertThatThrownBy(() -> tree.number("/sys/bad"))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: expected a number, found 'x'", root.resolve("sys/bad"));
    assertThatThrownBy(() -> tree.number("/sys/none"))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: no such file", root.resolve("sys/none"));
  }

  @Test
  void namesOfAFolderAreInOrder() throws IOException {
    fake.file("/sys/class/uio/uio1/name", "").file("/sys/class/uio/uio0/name", "");
    assertThat(tree.names("/sys/class/uio")).containsExactly("uio0", "uio1");
    assertThat(tree.names("/sys/class/none")).isEmpty();
    assertThat(tree.names("/sys/class/uio/uio0/name")).isEmpty();
  }

  @Test
  void attributesAreWrittenButNeverMade() throws IOException {
    fake.file("/sys/flags", "long text of before");
    tree.write("/sys/flags", "0");
    assertThat(fake.text("/sys/flags")).isEqualTo("0");
    assertThatThrownBy(() -> tree.write("/sys/none", "0"))
        .isInstanceOf(AcceleratorException.class)
        .hasMessage("%s: cannot be written: no such file", root.resolve("sys/none"));
    assertThat(tree.has("/sys/none")).isFalse();
  }
}
