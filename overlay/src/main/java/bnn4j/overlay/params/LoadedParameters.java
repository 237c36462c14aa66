package bnn4j.overlay.params;

import java.util.List;

/**
 * A parameter set from a folder, and what its user should know of the folder.
 *
 * @param parameters the set
 * @param warnings a sentence each, for a folder that loads but is not as this project writes it
 */
public record LoadedParameters(ParameterSet parameters, List<String> warnings) {
  /** Copies the list. */
  public LoadedParameters {
    warnings = List.copyOf(warnings);
  }
}
