package bnn4j.datasets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads {@code catalogue.yaml}, which is part of the program. */
final class Catalogue {
  private static final String RESOURCE = "catalogue.yaml";

  private Catalogue() {}

  static List<CatalogueEntry> read() {
    YAMLMapper mapper =
        YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();
    try (InputStream yaml = Catalogue.class.getResourceAsStream(RESOURCE)) {
      return List.copyOf(mapper.readValue(yaml, new TypeReference<List<CatalogueEntry>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException("the built-in dataset catalogue is damaged", e);
    }
  }
}
