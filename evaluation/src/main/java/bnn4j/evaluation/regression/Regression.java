package bnn4j.evaluation.regression;

import bnn4j.evaluation.accuracy.SetResult;
import bnn4j.evaluation.accuracy.SetResult.Verdict;
import bnn4j.evaluation.card.Provenance;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * All results of one check of all sets.
 *
 * @param time when, ISO 8601 in UTC
 * @param commit of the project that checked
 * @param results one per set and place
 */
public record Regression(String time, String commit, List<SetResult> results) {
  /** Copies the list. */
  public Regression {
    if (time == null || results == null) {
      throw new IllegalArgumentException("a regression run needs a time and results");
    }
    results = List.copyOf(results);
  }

  /** The results as a regression run of now, by this version of the project. */
  public static Regression now(List<SetResult> results) {
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return new Regression(time, Provenance.here().commit(), results);
  }

  /** The results with a verdict. */
  public List<SetResult> with(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).toList();
  }

  /** The result of the same set in the same place. */
  Optional<SetResult> resultOf(SetResult other) {
    return results.stream().filter(other::isOf).findFirst();
  }
}
