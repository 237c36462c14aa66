package bnn4j.finnthesizer;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlays;
import org.junit.jupiter.api.Test;

/** Spot checks; {@link GoldenTest} compares every byte. */
class ConfigHeaderTest {
  @Test
  void convolutionTellsItsMapsAndItsWork() {
    assertThat(ConfigHeader.of(Overlays.named("cnvW2A2")))
        .startsWith("/**\n * Finnthesizer Config-File Generation\n *\n **/\n\n#ifndef")
        .contains(
            """
            /**
             * Convolutional Layer L0:
             *      IFM  =    32  IFM_CH =     3
             *      OFM  =    30  OFM_CH =    64
             *     SIMD  =     3    PE   =     8
             *     WMEM  =    72   TMEM  =     8
             *     #Ops  = 3110400   Ext Latency  = 64800
            **/

            #define L0_K 3
            #define L0_IFM_CH 3
            #define L0_IFM_DIM 32
            #define L0_OFM_CH 64
            #define L0_OFM_DIM 30
            #define L0_SIMD 3
            #define L0_PE 8
            #define L0_WMEM 72
            #define L0_TMEM 8
            #define L0_WPI 2
            #define L0_API 2
            #define L0_WPF 0
            #define L0_APF 0

            """)
        .contains("#define L8_API 16\n");
  }

  @Test
  void denseLayerTellsItsPaddedMatrix() {
    assertThat(ConfigHeader.of(Overlays.named("lfcW1A2")))
        .contains(
            """
            /**
             * Fully-Connected Layer L0:
             *     MatW =   832 MatH =  1024
             *     SIMD =    64  PE  =    32
             *     WMEM =   416 TMEM =    32
             *     #Ops  = 1703936   Ext Latency  =   416
            **/

            #define L0_SIMD 64
            #define L0_PE 32
            #define L0_WMEM 416
            #define L0_TMEM 32
            #define L0_MW 832
            #define L0_MH 1024
            #define L0_WPI 1
            #define L0_API 2
            #define L0_WPF 0
            #define L0_APF 0

            """)
        .endsWith(
            "#define L3_API 1\n#define L3_WPF 0\n#define L3_APF 0\n\n#endif //__LAYER_CONFIG_H_\n");
  }
}
