package bnn4j.hardware.fold;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.hardware.estimate.HlsModel;
import bnn4j.hardware.estimate.ResourceModel;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.estimate.RtlModel;
import bnn4j.hardware.estimate.TargetBoard;
import bnn4j.hardware.estimate.Timing;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import bnn4j.overlay.Overlays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FoldingSearchTest {
  private static final Resources Z1 = TargetBoard.PYNQ_Z1.budget();

  private static Pipeline published(String overlay) {
    return Pipeline.of(Overlays.named(overlay));
  }

  static Stream<Arguments> publishedUnderEachModel() {
    return Overlays.published().stream()
        .flatMap(
            overlay ->
                Stream.of(HlsModel.FINN, RtlModel.CALIBRATED)
                    .map(model -> Arguments.of(overlay.name(), model)));
  }

  @ParameterizedTest
  @MethodSource("publishedUnderEachModel")
  void withTheResourcesOfAPublishedFoldingItIsAtLeastAsFast(String name, ResourceModel model) {
    Pipeline published = published(name);
    Pipeline found = new FoldingSearch(published, model, model.of(published)).fastest().get();
    assertThat(Timing.of(found).perImage()).isLessThanOrEqualTo(Timing.of(published).perImage());
    assertThat(model.of(found).fits(model.of(published))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("publishedUnderEachModel")
  void atThePaceOfAPublishedFoldingItTakesNoMore(String name, ResourceModel model) {
    Pipeline published = published(name);
    long pace = Timing.of(published).perImage();
    Pipeline found = new FoldingSearch(published, model, model.of(published)).smallest(pace).get();
    assertThat(Timing.of(found).perImage()).isLessThanOrEqualTo(pace);
    assertThat(model.of(found).lut()).isLessThanOrEqualTo(model.of(published).lut());
    assertThat(model.of(found).bram18()).isLessThanOrEqualTo(model.of(published).bram18());
  }

  @Test
  void theFastestIsJustTheFastestThatFits() {
    FoldingSearch search = new FoldingSearch(published("cnvW1A1"), HlsModel.FINN, Z1);
    long fastest = Timing.of(search.fastest().get()).perImage();
    assertThat(search.smallest(fastest)).isPresent();
    assertThat(search.smallest(fastest - 1)).isEmpty();
  }

  @Test
  void whatNoFoldingOfTheNetworkReachesIsRefusedWhateverTheChip() {
    Resources endless = new Resources(1L << 40, 1L << 40, 1L << 40, 1L << 40);
    FoldingSearch search = new FoldingSearch(published("cnvW1A1"), HlsModel.FINN, endless);
    assertThat(search.smallest(8099)).isEmpty();
    assertThat(Timing.of(search.fastest().get()).perImage()).isEqualTo(8100);
  }

  @Test
  void nothingFitsAChipWithoutBlockRams() {
    FoldingSearch search =
        new FoldingSearch(published("cnvW1A1"), HlsModel.FINN, new Resources(53_200, 0, 0, 0));
    assertThat(search.fastest()).isEqualTo(Optional.empty());
  }

  @Test
  void aLargerChipIsNeverSlower() {
    for (ResourceModel model : List.of(HlsModel.FINN, RtlModel.CALIBRATED)) {
      long small = pace(model, TargetBoard.PYNQ_Z1);
      long large = pace(model, TargetBoard.ZCU104);
      assertThat(large).isLessThan(small);
    }
  }

  private static long pace(ResourceModel model, TargetBoard board) {
    return Timing.of(new FoldingSearch(published("cnvW2A2"), model, board.budget()).fastest().get())
        .perImage();
  }

  @Test
  void everyFoldingFoundIsLegal() {
    Pipeline found =
        new FoldingSearch(published("cnvW2A2"), HlsModel.FINN, TargetBoard.ZCU104.budget())
            .fastest()
            .get();
    assertThat(found.stages())
        .allSatisfy(
            stage -> {
              assertThat(stage.rows() % stage.pe()).isZero();
              assertThat(stage.columns() % stage.simd()).isZero();
              assertThat(stage.simd() * stage.weightBits()).isLessThanOrEqualTo(64);
              stage.map().ifPresent(map -> assertThat(map.channels() % stage.simd()).isZero());
            });
  }

  /** All of a small network's foldings, tried one by one. */
  @Test
  void theSmallestIsTheSmallestOfAll() {
    Pipeline two = published("lfcW1A1");
    two = two.with(two.stages().subList(2, 4));
    FoldingSearch search = new FoldingSearch(two, HlsModel.FINN, Z1);
    double best = Double.MAX_VALUE;
    for (Stage first : LegalFoldings.of(two.stages().get(0))) {
      for (Stage second : LegalFoldings.of(two.stages().get(1))) {
        if (first.cycles() <= 2000 && second.cycles() <= 2000) {
          best = Math.min(best, share(two.with(List.of(first, second))));
        }
      }
    }
    assertThat(share(search.smallest(2000).get())).isEqualTo(best);
  }

  private static double share(Pipeline pipeline) {
    Resources needed = HlsModel.FINN.of(pipeline);
    return Math.max((double) needed.lut() / Z1.lut(), (double) needed.bram18() / Z1.bram18());
  }
}
