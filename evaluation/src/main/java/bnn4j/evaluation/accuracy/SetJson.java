package bnn4j.evaluation.accuracy;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The result of one set as JSON: the keys that the results of one and of all sets share.
 *
 * @param result set, place, network, dataset, output code, floor, counts, seconds, problem
 * @param verdict {@code passed}, {@code fell} or {@code broken}
 * @param accuracy percent; null if it was not checked
 */
public record SetJson(@JsonUnwrapped SetResult result, String verdict, Double accuracy) {
  /** Of a result. */
  public static SetJson of(SetResult result) {
    return new SetJson(
        result, result.verdict().word(), result.total() == 0 ? null : result.accuracy());
  }
}
