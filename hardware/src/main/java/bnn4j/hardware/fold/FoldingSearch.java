package bnn4j.hardware.fold;

import bnn4j.hardware.estimate.ResourceModel;
import bnn4j.hardware.estimate.Resources;
import bnn4j.hardware.estimate.Timing;
import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Searches the foldings of a pipeline. Stages are independent but for what they share: the slowest
 * sets the pace, and all fit one chip. So for a pace each stage has a list of foldings that are
 * fast enough, and one of each list is taken such that, for every number of block RAMs, the look-up
 * tables are fewest (a knapsack, solved exactly by dynamic programming). Faster paces take more, so
 * the fastest that fits is found by bisection.
 */
public final class FoldingSearch {
  private final Pipeline pipeline;
  private final ResourceModel model;
  private final Resources budget;
  private final List<List<Stage>> legal;

  /**
   * Prepares a search.
   *
   * @param pipeline how it is folded is ignored
   * @param model what foldings take
   * @param budget what they may take
   */
  public FoldingSearch(Pipeline pipeline, ResourceModel model, Resources budget) {
    this.pipeline = pipeline;
    this.model = model;
    this.budget = budget;
    this.legal = pipeline.stages().stream().map(LegalFoldings::of).toList();
  }

  /**
   * The folding that takes least, of those that give an image in at most so many cycles: least of
   * the resource that runs out first.
   *
   * @return empty if none fits the budget, or none is as fast
   */
  public Optional<Pipeline> smallest(long cycles) {
    return best(cycles, budget);
  }

  /** The same, whatever it takes. */
  public Optional<Pipeline> smallestAnywhere(long cycles) {
    return best(
        cycles, new Resources(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /** The fastest folding that fits; of those as fast, the one that takes least. */
  public Optional<Pipeline> fastest() {
    long[] paces = paces();
    int fits = paces.length;
    int tooFast = -1;
    while (fits - tooFast > 1) {
      int middle = (fits + tooFast) >>> 1;
      if (smallest(paces[middle]).isPresent()) {
        fits = middle;
      } else {
        tooFast = middle;
      }
    }
    return fits == paces.length ? Optional.empty() : smallest(paces[fits]);
  }

  /** Cycles of all foldings of all stages, which are all the paces that there can be. */
  private long[] paces() {
    return legal.stream()
        .flatMap(List::stream)
        .mapToLong(Stage::cycles)
        .map(cycles -> Math.max(cycles, floor()))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Cycles of the widest folding: images still come in pixel by pixel. */
  private long floor() {
    return Timing.of(
            pipeline.with(
                pipeline.stages().stream().map(s -> s.folded(s.columns(), s.rows())).toList()))
        .perImage();
  }

  private Optional<Pipeline> best(long cycles, Resources within) {
    if (cycles < floor()) {
      return Optional.empty();
    }
    Map<Long, ChosenFoldings> selections = new TreeMap<>();
    ChosenFoldings start = ChosenFoldings.startingWith(model.around(pipeline));
    selections.put(start.resources().bram18(), start);
    for (List<Stage> foldings : legal) {
      selections = extend(selections, candidates(foldings, cycles), within);
    }
    return selections.values().stream()
        .min(
            Comparator.<ChosenFoldings>comparingDouble(selection -> selection.share(budget))
                .thenComparingLong(selection -> selection.resources().lut()))
        .map(selection -> pipeline.with(selection.stages()));
  }

  private record Candidate(Stage stage, Resources resources) {}

  /** Foldings that are fast enough, without those that another beats in everything. */
  private List<Candidate> candidates(List<Stage> foldings, long cycles) {
    List<Candidate> fast =
        foldings.stream()
            .filter(stage -> stage.cycles() <= cycles)
            .map(stage -> new Candidate(stage, model.of(stage)))
            .sorted(
                Comparator.<Candidate>comparingLong(c -> c.resources.bram18())
                    .thenComparingLong(c -> c.resources.lut())
                    .thenComparingLong(c -> c.stage.cycles()))
            .toList();
    List<Candidate> front = new ArrayList<>();
    long fewest = Long.MAX_VALUE;
    for (Candidate candidate : fast) {
      if (candidate.resources.lut() < fewest) {
        front.add(candidate);
        fewest = candidate.resources.lut();
      }
    }
    return front;
  }

  /** For each number of block RAMs the selection with the fewest look-up tables. */
  private static Map<Long, ChosenFoldings> extend(
      Map<Long, ChosenFoldings> selections, List<Candidate> candidates, Resources within) {
    Map<Long, ChosenFoldings> extended = new TreeMap<>();
    for (ChosenFoldings selection : selections.values()) {
      for (Candidate candidate : candidates) {
        ChosenFoldings longer = selection.and(candidate.stage, candidate.resources);
        if (longer.resources().fits(within)) {
          extended.merge(longer.resources().bram18(), longer, FoldingSearch::smaller);
        }
      }
    }
    return extended;
  }

  private static ChosenFoldings smaller(ChosenFoldings a, ChosenFoldings b) {
    return b.resources().lut() < a.resources().lut() ? b : a;
  }
}
