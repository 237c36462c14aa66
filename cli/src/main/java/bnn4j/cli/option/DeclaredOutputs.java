package bnn4j.cli.option;

import bnn4j.foundation.OutputFiles;
import bnn4j.foundation.OutputPlace;
import bnn4j.foundation.Refusal;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What a command line tells its command to write, by the options marked with {@link Writes}. */
public final class DeclaredOutputs {
  private static final String STDOUT = "-";

  private DeclaredOutputs() {}

  /**
   * Checks all outputs. Each other argument that names a file is an input, and so is every file of
   * a dataset.
   *
   * @param result of the innermost command
   * @throws Refusal as {@link OutputFiles#check} does, and where {@code -} would be a file
   */
  public static void check(ParseResult result) {
    List<OutputPlace> outputs = new ArrayList<>();
    List<Path> inputs = new ArrayList<>();
    // An option that is given twice is matched twice, each time with both values.
    for (ArgSpec argument : new LinkedHashSet<>(result.matchedArgs())) {
      Optional<Writes> writes = writes(argument);
      for (String value : values(argument)) {
        if (writes.isEmpty()) {
          input(value).ifPresent(inputs::add);
        } else {
          output(name(argument), value, writes.get()).ifPresent(outputs::add);
        }
      }
    }
    if (outputs.isEmpty()) {
      return;
    }
    inputs.addAll(DataOption.datasets(result.commandSpec()));
    outputs.sort(Comparator.comparing(OutputPlace::option));
    OutputFiles.check(outputs, inputs);
  }

  /** Whether an argument is marked as one that is written. */
  public static boolean isDeclared(ArgSpec argument) {
    return writes(argument).isPresent();
  }

  private static Optional<Writes> writes(ArgSpec argument) {
    return argument.userObject() instanceof AnnotatedElement element
        ? Optional.ofNullable(element.getAnnotation(Writes.class))
        : Optional.empty();
  }

  private static Optional<OutputPlace> output(String option, String value, Writes writes) {
    if ((value.isEmpty() && writes.optional()) || (value.equals(STDOUT) && writes.prints())) {
      return Optional.empty();
    }
    if (value.equals(STDOUT)) {
      throw new Refusal(
          writes.folder()
              ? "%s: expected a folder, found -; a folder of that name is ./-".formatted(option)
              : "%s: expected a file, found -; standard output is /dev/stdout, a file of that name ./-"
                  .formatted(option));
    }
    return Optional.of(new OutputPlace(option, Path.of(value), writes.folder()));
  }

  /** A file, or the place of a dataset after its kind: {@code folder:DIR}, {@code voc:DIR}. */
  private static Optional<Path> input(String value) {
    try {
      Path file = Path.of(value);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
      int colon = value.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(Path.of(value.substring(colon + 1))).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static List<String> values(ArgSpec argument) {
    Object value = argument.getValue();
    Stream<?> each = value instanceof Collection<?> many ? many.stream() : Stream.ofNullable(value);
    return each.filter(v -> v instanceof String || v instanceof Path)
        .map(Object::toString)
        .toList();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
