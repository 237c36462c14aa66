package bnn4j.cli;

import bnn4j.evaluation.card.Provenance;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Provenance here = Provenance.here();
    return new String[] {
      "bnn4j %s (%s), DL4J %s, Java %s"
          .formatted(here.bnn4j(), here.commit(), here.dl4j(), here.java())
    };
  }
}
