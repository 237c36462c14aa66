package bnn4j.hardware.synthesis;

import bnn4j.foundation.Refusal;
import bnn4j.hardware.estimate.Resources;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cells of each module as Yosys' {@code stat -json} counts them. A module that is used many
 * times was synthesized once.
 */
final class ModuleTree {
  /** Yosys 0.23 leaves a comma behind the modules. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

  private final Map<String, Map<String, Long>> modules;
  private final Map<String, Resources> sums = new HashMap<>();

  private ModuleTree(Map<String, Map<String, Long>> modules) {
    this.modules = modules;
  }

  /**
   * Reads what {@code stat -json} printed.
   *
   * @throws Refusal if that is not what is expected
   */
  static ModuleTree of(String json) {
    try {
      JsonNode found = MAPPER.readTree(json).path("modules");
      if (!found.isObject() || found.isEmpty()) {
        throw new Refusal("the statistics of Yosys contain no modules");
      }
      Map<String, Map<String, Long>> modules = new LinkedHashMap<>();
      found
          .properties()
          .forEach(module -> modules.put(plain(module.getKey()), cells(module.getValue())));
      return new ModuleTree(modules);
    } catch (JsonProcessingException e) {
      throw new Refusal("Yosys' statistics cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Long> cells(JsonNode module) {
    Map<String, Long> cells = new LinkedHashMap<>();
    module
        .path("num_cells_by_type")
        .properties()
        .forEach(cell -> cells.put(plain(cell.getKey()), cell.getValue().asLong()));
    return cells;
  }

  /** Without the mark of names that come from a source. */
  static String plain(String name) {
    return name.startsWith("\\") ? name.substring(1) : name;
  }

  /** The module of that name, or the one that it became with its parameters. */
  Optional<String> find(String name) {
    return modules.keySet().stream()
        .filter(module -> module.equals(name) || module.contains("\\" + name))
        .findFirst();
  }

  /** What a module takes, with all that is in it. */
  Resources resources(String module) {
    Resources known = sums.get(module);
    if (known != null) {
      return known;
    }
    Resources sum = Resources.NONE;
    for (Map.Entry<String, Long> cell : modules.get(module).entrySet()) {
      Resources one =
          modules.containsKey(cell.getKey())
              ? resources(cell.getKey())
              : Primitives.of(cell.getKey());
      sum = sum.plus(one.times(cell.getValue()));
    }
    sums.put(module, sum);
    return sum;
  }
}
