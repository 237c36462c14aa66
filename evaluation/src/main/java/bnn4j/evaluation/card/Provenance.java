package bnn4j.evaluation.card;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The software and machine that made a model.
 *
 * @param bnn4j version of this project
 * @param commit of this project, as it was built
 * @param dl4j version of DL4J
 * @param java version of the JVM
 * @param machine operating system, architecture and cores
 */
public record Provenance(String bnn4j, String commit, String dl4j, String java, String machine) {
  private static final String RESOURCE = "version.properties";

  /** The present build on the present machine. */
  public static Provenance here() {
    Properties built = new Properties();
    try (InputStream resource = Provenance.class.getResourceAsStream(RESOURCE)) {
      built.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Provenance(
        built.getProperty("version"),
        built.getProperty("commit"),
        built.getProperty("dl4j"),
        System.getProperty("java.version"),
        "%s %s, %d cores"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
  }
}
