package bnn4j.remote.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PynqServerTest {
  @Test
  void thePortMayBeLeftOut() {
    assertThat(PynqServer.parse("pynq")).hasToString("pynq:7967");
    assertThat(PynqServer.parse("192.168.2.99:80")).hasToString("192.168.2.99:80");
    assertThat(PynqServer.parse("[fe80::1%eth0]:80").host()).isEqualTo("[fe80::1%eth0]");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String text : List.of("", "a b", "xilinx@pynq", "pynq:0", "pynq:65536", "pynq:", "a/b")) {
      assertThatThrownBy(() -> PynqServer.parse(text))
          .as(text)
          .isInstanceOf(Refusal.class)
          .hasMessage(
              ("host %s: expected a name or an address, with a port from 1 to 65535 where it is not"
                      + " 7967, such as pynq or 192.168.2.99:7967")
                  .formatted(text));
    }
  }
}
