package bnn4j.remote.ssh;

import static bnn4j.remote.ssh.BoardFiles.quoted;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.TreeDeletion;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorException;
import bnn4j.overlay.driver.RunConditions;
import bnn4j.overlay.params.ParameterFolder;
import bnn4j.overlay.params.ParameterSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * A board that runs images over SSH: {@link #load} copies the parameter set to the board, {@link
 * #run} copies the images, runs them, and copies the results back. The files are in a separate
 * folder below {@code /tmp}, which {@link #close} removes.
 */
public final class SshAccelerator implements Accelerator {
  private final Overlay overlay;
  private final SshConnection connection;
  private final BoardFiles files;
  private final BoardRuntime runtime;
  private final String folder;
  private List<String> bitstream;
  private String parameters;
  private int loads;
  private boolean open = true;

  private SshAccelerator(Overlay overlay, SshConnection connection, RuntimeSettings settings) {
    this.overlay = overlay;
    this.connection = connection;
    this.files = new BoardFiles(connection);
    this.runtime = new BoardRuntime(connection, settings);
    this.folder = makeFolder();
    this.bitstream = copyBitstream(settings);
  }

  /**
   * Logs in, and brings the runtime there.
   *
   * @param overlay whose bitstream the board has, or gets by the settings
   * @throws AcceleratorException if the board cannot be reached, is another than the one that was
   *     known, lets nobody in or refuses anything
   */
  public static SshAccelerator open(
      SshTarget target, SshSettings ssh, RuntimeSettings settings, Overlay overlay) {
    SshConnection connection = new SshConnection(target, ssh);
    try {
      return new SshAccelerator(overlay, connection, settings);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private String makeFolder() {
    List<String> made = connection.run("mktemp -d /tmp/bnn4j.XXXXXXXX").output();
    // It will be removed with all that is in it: nothing but such a folder will do.
    if (made.size() != 1 || !made.get(0).matches("/tmp/bnn4j\\.\\w{8}")) {
      throw new AcceleratorException(
          "%s: cannot create a folder in /tmp on the board".formatted(connection.target()));
    }
    return made.get(0);
  }

  private List<String> copyBitstream(RuntimeSettings settings) {
    if (settings.bitstream().isEmpty()) {
      return List.of();
    }
    Path file = settings.bitstream().get();
    // Its name may tell the runtime what it is.
    String there = folder + "/" + file.getFileName();
    files.put(file, there);
    return List.of("--bitstream", there);
  }

  @Override
  public Overlay overlay() {
    return overlay;
  }

  /** Description of the place. */
  public String description() {
    return "%s over SSH".formatted(connection.target());
  }

  @Override
  public void load(ParameterSet set) {
    RunConditions.check(set, overlay);
    parameters = null;
    String target = "%s/params%d".formatted(folder, loads++);
    try {
      Path here = Files.createTempDirectory("bnn4j");
      try {
        Path copy = here.resolve("params");
        ParameterFolder.write(set, copy);
        files.putAll(copy, target);
      } finally {
        TreeDeletion.delete(here);
      }
    } catch (IOException e) {
      throw new AcceleratorException(
          "the parameter set cannot be written to the local temporary folder: "
              + FailureText.reason(e),
          e);
    }
    parameters = target;
  }

  @Override
  public long[] run(long[] input, int images) {
    return run(input, images, done -> {});
  }

  @Override
  public long[] run(long[] input, int images, IntConsumer progress) {
    RunConditions.checkLoaded(parameters != null);
    int inputWords = Math.multiplyExact(images, overlay.inputWords());
    int outputWords = Math.multiplyExact(images, overlay.outputWords());
    Objects.checkFromIndexSize(0, inputWords, input.length);
    if (images == 0) {
      return new long[0];
    }
    String in = folder + "/input.bin";
    String out = folder + "/output.bin";
    files.put(input, inputWords, in);
    List<String> arguments = new ArrayList<>();
    // The folder says which overlay it is for: by its files, or its description.
    arguments.addAll(List.of("--params", parameters));
    arguments.addAll(List.of("--input", in, "--output", out));
    arguments.addAll(bitstream);
    connection.run("rm -f " + quoted(out));
    runtime.run(arguments, images, progress);
    // The FPGA keeps it.
    bitstream = List.of();
    long[] output = files.get(out, outputWords);
    progress.accept(images);
    return output;
  }

  /** Removes what was copied, except for the runtime, and logs out. */
  @Override
  public void close() {
    parameters = null;
    if (!open) {
      return;
    }
    open = false;
    try {
      connection.run("rm -rf " + quoted(folder));
    } catch (AcceleratorException e) {
      // Out of reach, and the failure that led here has been told; /tmp is emptied on its own.
      return;
    } finally {
      connection.close();
    }
  }
}
