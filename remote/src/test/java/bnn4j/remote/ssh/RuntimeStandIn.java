package bnn4j.remote.ssh;

import bnn4j.foundation.Refusal;
import bnn4j.kernels.KernelChoice;
import bnn4j.network.Network;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.EngineAccelerator;
import bnn4j.overlay.driver.SmallOverlays;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.yaml.YamlText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.yaml.snakeyaml.LoaderOptions;

/** The least that has the runtime's command line: it runs the engine, on small overlays too. */
public final class RuntimeStandIn {
  private RuntimeStandIn() {}

  /**
   * Runs.
   *
   * @param args as the runtime's; with {@code --say TEXT} it fails and says so, with {@code --lose
   *     BYTES} it writes less
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    Map<String, String> options = options(args);
    if (options.containsKey("--say")) {
      System.err.println("some warning");
      System.err.println("bnn4j: " + options.get("--say"));
      System.exit(1);
    }
    Overlay overlay = ParameterFolder.overlayOf(Path.of(options.get("--params")));
    long[] input = words(Path.of(options.get("--input")));
    int images = input.length / overlay.inputWords();
    try (EngineAccelerator engine = new EngineAccelerator(overlay, 1)) {
      engine.load(ParameterFolder.read(Path.of(options.get("--params")), overlay));
      System.out.println("progress 0 " + images);
      long[] output =
          engine.run(input, images, done -> System.out.println("progress " + done + " " + images));
      ByteBuffer bytes = ByteBuffer.allocate(output.length * Long.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(output);
      int lost = Integer.parseInt(options.getOrDefault("--lose", "0"));
      Files.write(
          Path.of(options.get("--output")), Arrays.copyOf(bytes.array(), bytes.capacity() - lost));
      System.out.println("done " + images + " 0.1");
    }
  }

  private static Map<String, String> options(String[] args) {
    if (!args[0].equals("run")) {
      throw new IllegalArgumentException(args[0]);
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 1; i < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    return options;
  }

  private static long[] words(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    long[] words = new long[bytes.capacity() / Long.BYTES];
    bytes.asLongBuffer().get(words);
    return words;
  }

  /** Makes a jar that runs it. */
  public static Path jar(Path folder) throws IOException {
    return jar(folder, RuntimeStandIn.class, SmallOverlays.class);
  }

  /** One class of each jar that an overlay stands on. */
  private static final List<Class<?>> OVERLAY =
      List.of(
          Overlays.class,
          Network.class,
          KernelChoice.class,
          Refusal.class,
          YamlText.class,
          LoaderOptions.class);

  /** Makes a jar that runs a class, and finds others where this JVM does. */
  static Path jar(Path folder, Class<?> main, Class<?>... others) throws IOException {
    List<String> path = new ArrayList<>(List.of(location(main)));
    for (Class<?> needed : OVERLAY) {
      path.add(location(needed));
    }
    for (Class<?> other : others) {
      path.add(location(other));
    }
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", path));
    Path jar = folder.resolve("runtime.jar");
    try (OutputStream out = Files.newOutputStream(jar)) {
      new JarOutputStream(out, manifest).close();
    }
    return jar;
  }

  private static String location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().toString();
  }
}
