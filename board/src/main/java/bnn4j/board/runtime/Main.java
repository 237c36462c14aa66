package bnn4j.board.runtime;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** The command line: {@code java -jar bnn4j-runtime.jar run|doctor …}. */
public final class Main {
  private static final int DONE = 0;
  private static final int NOT_DONE = 2;

  private static final String USAGE =
      """
      java -jar bnn4j-runtime.jar COMMAND ...

      run      Runs packed images on the board's FPGA. Prints 'progress DONE TOTAL' during the run
               and 'done IMAGES SECONDS' at its end.
        --params DIR        parameter set: the folder of the .bin files
        --input FILE        packed images, 64-bit little-endian words
        --output FILE       output file for result words, 64-bit little-endian
        --overlay NAME|FILE overlay of the set, published or in YAML (default: stored in the folder,
                            else detected from its files)
        --on PLACE          board, simulation or engine (default: board)
        --bitstream FILE    .bit file to program the FPGA with (default: the FPGA is not programmed)
        --clock MHZ         clock of the FPGA; 0 does not change it (default: that of the published
                            overlays, 100 or 300, if --bitstream is given, else unchanged)
        --base HEX          base address of the registers (default: that of the published overlays)
        --images-per-call N maximum number of images per call (default: 4 MiB of images)
        --timeout SECONDS   time limit for one call (default: 60)
        --root DIR          folder used as /, for tests
        --verbose           print the stack trace of an error

      doctor   Checks the board and prints the next step for each missing item.
        --root DIR          folder used as /, for tests

      Exit code: 0 success, 1 an item is missing (doctor), 2 wrong usage or failed run.""";

  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  /** Runs a command; gives its exit code. */
  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      return command(arguments, out);
    } catch (Refusal | AcceleratorException | IOException e) {
      return notDone(message(e), e, arguments, err);
    } catch (OutOfMemoryError e) {
      return notDone("not enough memory; reduce --images-per-call", e, arguments, err);
    } catch (RuntimeException | LinkageError e) {
      return notDone(
          e + "; this is a bug in bnn4j, --verbose prints the stack trace", e, arguments, err);
    }
  }

  private static int command(List<String> arguments, PrintStream out) throws IOException {
    String command = arguments.isEmpty() ? "" : arguments.get(0);
    if (command.isEmpty() || arguments.contains("--help")) {
      out.println(USAGE);
      return command.isEmpty() ? NOT_DONE : DONE;
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (command) {
      case "run" -> new RunCommand(out).run(rest);
      case "doctor" -> new BoardDoctorCommand(out).run(rest);
      default ->
          throw new Refusal("unknown command '%s'; expected run or doctor".formatted(command));
    };
  }

  private static String message(Exception e) {
    return e instanceof IOException ? e.toString() : e.getMessage();
  }

  private static int notDone(
      String message, Throwable failure, List<String> arguments, PrintStream err) {
    err.println("bnn4j: " + message);
    if (arguments.contains("--verbose")) {
      failure.printStackTrace(err);
    }
    return NOT_DONE;
  }
}
