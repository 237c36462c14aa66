package bnn4j.datasets.fetch;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataDirectory;
import bnn4j.datasets.Datasets;
import bnn4j.foundation.Finding;
import java.util.ArrayList;
import java.util.List;

/** The datasets on this machine. */
public final class StockSurvey {
  private StockSurvey() {}

  /** How many are there, and those of which a part is. */
  public static List<Finding> of(DataDirectory data) {
    List<String> there = new ArrayList<>();
    List<Finding> partial = new ArrayList<>();
    for (CatalogueEntry entry : Datasets.catalogue()) {
      Stock stock = Stock.of(entry, data);
      String name = entry.name();
      if (stock.isWhole()) {
        there.add(name);
      } else if (!stock.isEmpty()) {
        partial.add(
            Finding.optional(
                "data set", "%s: %s".formatted(name, stock.text()), "datasets fetch " + name));
      }
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(summary(there, data));
    findings.addAll(partial);
    return findings;
  }

  private static Finding summary(List<String> there, DataDirectory data) {
    String found =
        "%d of %d in %s: %s"
            .formatted(
                there.size(), Datasets.catalogue().size(), data.root(), String.join(", ", there));
    boolean real = there.stream().anyMatch(name -> !Datasets.entry(name).isGenerated());
    return real
        ? Finding.fine("data sets", found)
        : Finding.optional("data sets", found, "datasets fetch fashion-mnist, or name --data DIR");
  }
}
