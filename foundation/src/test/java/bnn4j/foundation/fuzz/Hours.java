package bnn4j.foundation.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends a property when its time is over ({@code -Dfuzz.seconds}) though not all of its tries were
 * made, and notes in {@code target/fuzz/tries.csv} how many were. Without that setting it does
 * nothing. jqwik finds it by its name in {@code META-INF/services}.
 */
public final class Hours implements AroundPropertyHook, AroundTryHook {
  private static final Optional<Integer> SECONDS =
      Optional.ofNullable(Integer.getInteger("fuzz.seconds"));

  private static final Path NOTES = Path.of("target/fuzz/tries.csv");

  private static volatile long start;

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public boolean appliesTo(Optional<java.lang.reflect.AnnotatedElement> element) {
    return SECONDS.isPresent();
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    start = System.nanoTime();
    PropertyExecutionResult result = property.execute();
    note(context, result);
    return result;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor executor, List<Object> parameters) {
    TryExecutionResult result = executor.execute(parameters);
    boolean over = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) >= SECONDS.get();
    return over && result.status() == TryExecutionResult.Status.SATISFIED
        ? TryExecutionResult.satisfied(true)
        : result;
  }

  private static void note(LifecycleContext context, PropertyExecutionResult result) {
    if (result.countTries() < 2) {
      return;
    }
    String line =
        "%s,%s,%d,%.1f,%s%n"
            .formatted(
                context.optionalContainerClass().map(Class::getSimpleName).orElse(""),
                context.label(),
                result.countTries(),
                (System.nanoTime() - start) / 1e9,
                result.status());
    try {
      Files.createDirectories(NOTES.getParent());
      Files.writeString(NOTES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
