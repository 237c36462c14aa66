package bnn4j.remote.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SshTargetTest {
  @Test
  void userAndPortMayBeLeftOut() {
    assertThat(SshTarget.parse("root@pynq:2222")).isEqualTo(new SshTarget("root", "pynq", 2222));
    assertThat(SshTarget.parse("root@pynq")).isEqualTo(new SshTarget("root", "pynq", 22));
    assertThat(SshTarget.parse("192.168.2.99"))
        .isEqualTo(new SshTarget("xilinx", "192.168.2.99", 22));
    assertThat(SshTarget.parse("me@[fe80::1%eth0]:23"))
        .isEqualTo(new SshTarget("me", "fe80::1%eth0", 23));
  }

  @Test
  void itIsWrittenAsKnownHostsDoes() {
    assertThat(SshTarget.parse("pynq")).hasToString("xilinx@pynq");
    assertThat(SshTarget.parse("pynq:23")).hasToString("xilinx@[pynq]:23");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String text :
        List.of("", "@pynq", "a@b@c", "pynq:0", "pynq:65536", "pynq:", "-oProxy", "a b")) {
      assertThatThrownBy(() -> SshTarget.parse(text))
          .as(text)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "host %s: expected USER@HOST or USER@HOST:PORT, such as xilinx@pynq or xilinx@[fe80::1]:22"
                  .formatted(text));
    }
  }
}
