package bnn4j.studio;

import bnn4j.evaluation.card.Card;
import bnn4j.overlay.params.ParameterSet;
import java.util.Optional;

/**
 * A parameter set that can be tried.
 *
 * @param parameters what it is
 * @param card where it comes from; BNN-PYNQ's own sets have none
 */
public record StudioSet(ParameterSet parameters, Optional<Card> card) {}
