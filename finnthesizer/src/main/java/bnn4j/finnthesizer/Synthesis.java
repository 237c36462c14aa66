package bnn4j.finnthesizer;

import bnn4j.overlay.params.ParameterSet;
import java.util.List;

/**
 * The result of converting a float network.
 *
 * @param parameters the bits
 * @param warnings where the bits cannot do what the floats did, one sentence each; empty if they
 *     can everywhere
 */
public record Synthesis(ParameterSet parameters, List<String> warnings) {
  /** Copies the list. */
  public Synthesis {
    warnings = List.copyOf(warnings);
  }
}
