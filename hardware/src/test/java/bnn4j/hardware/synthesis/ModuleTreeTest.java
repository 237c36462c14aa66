package bnn4j.hardware.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.estimate.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleTreeTest {
  private static final String STATISTICS =
      """
      {"creator": "Yosys 0.23", "modules": {
        "\\\\overlay": {"num_cells_by_type": {"$paramod$1234\\\\bnn_network": 1, "LUT2": 3, "FDRE": 2}},
        "$paramod$1234\\\\bnn_network": {"num_cells_by_type": {"$paramod\\\\dot": 4, "RAMB36E1": 1}},
        "$paramod\\\\dot": {"num_cells_by_type":
          {"LUT6": 10, "CARRY4": 2, "FDSE": 5, "RAM64M": 1, "RAMB18E2": 1, "DSP48E1": 1}}
         },

      }
      """;

  @Test
  void aModuleUsedFourTimesCountsFourTimes() {
    ModuleTree tree = ModuleTree.of(STATISTICS);
    assertThat(tree.resources("overlay"))
        .isEqualTo(new Resources(3 + 4 * (10 + 4), 2 + 4 * 5, 2 + 4, 4));
  }

  @Test
  void aCellThatNobodyKnowsIsNotLeftOut() {
    ModuleTree tree =
        ModuleTree.of("{\"modules\": {\"\\\\overlay\": {\"num_cells_by_type\": {\"LUT9\": 1}}}}");
    assertThatThrownBy(() -> tree.resources("overlay"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'LUT9'");
  }

  @Test
  void whatIsNoStatisticsIsRefused() {
    for (String text : List.of("", "{}", "{\"modules\": {}}", "{\"modules\": 3}", "[")) {
      assertThatThrownBy(() -> ModuleTree.of(text)).as(text).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void instancesAreSummedUpByTheNumberInTheirName() {
    String dump =
        """

          attribute \\src "bnn_network.sv:1.1-2.2"
          cell $paramod\\dot \\regroup0
            connect \\clock \\clock
          end
          cell $paramod\\dot \\layer1
          end
          cell $paramod\\dot \\window1
          end
          cell $paramod\\dot \\results
          end
        """;
    LogicSynthesis found =
        LogicSynthesis.of("Yosys", 2, ModuleTree.of(STATISTICS), Instances.of(dump), 1, 2);
    Resources dot = new Resources(14, 5, 1, 1);
    assertThat(found.layers()).containsExactly(dot, dot.plus(dot));
    assertThat(found.around()).isEqualTo(new Resources(3 + 14, 2 + 5, 2 + 1, 1));
    assertThat(found.total()).isEqualTo(new Resources(59, 22, 6, 4));
  }
}
