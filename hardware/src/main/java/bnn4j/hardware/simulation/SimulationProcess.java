package bnn4j.hardware.simulation;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.Leftovers;
import bnn4j.overlay.driver.AcceleratorException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A simulated overlay in a process of its own, told by {@code harness.cpp}'s commands what to do. A
 * command without an answer is sent together with those that follow. Belongs to one thread.
 */
public final class SimulationProcess implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** Words of memory in one command. */
  private static final int MOST_WORDS = BUFFER / Long.BYTES;

  private final Path folder;
  private final Process process;
  private final OutputStream commands;
  private final DataInputStream answers;
  private final byte[] array = new byte[MOST_WORDS * Long.BYTES + 16];
  private final ByteBuffer bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);

  /** Starts a program that {@link SimulationBuild} made. */
  public SimulationProcess(Path program) {
    try {
      folder = Leftovers.add(Files.createTempDirectory("bnn4j-rtl"));
      process =
          Leftovers.add(
              new ProcessBuilder(program.toAbsolutePath().toString())
                  .directory(folder.toFile())
                  .redirectError(folder.resolve("errors").toFile())
                  .start());
    } catch (IOException e) {
      throw new AcceleratorException(
          "%s cannot be started: %s".formatted(program, FailureText.reason(e)), e);
    }
    commands = new BufferedOutputStream(process.getOutputStream(), BUFFER);
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
  }

  /** Writes a register. */
  public void writeRegister(int offset, int value) {
    send(begin('W').putInt(offset).putInt(value));
  }

  /** Reads a register. While the control register says busy, up to 20000 cycles pass. */
  public int readRegister(int offset) {
    ask(begin('R').putInt(offset));
    return answer(Integer.BYTES).getInt();
  }

  /** Makes memory that the overlay may touch. */
  public void allocate(long address, long size) {
    send(begin('A').putLong(address).putLong(size));
  }

  /** Takes it back. */
  public void free(long address) {
    send(begin('F').putLong(address));
  }

  /** Writes words of memory. */
  public void write(long address, long[] source, int offset, int count) {
    for (int done = 0; done < count; done += MOST_WORDS) {
      int words = Math.min(MOST_WORDS, count - done);
      begin('P').putLong(address + (long) done * Long.BYTES).putInt(words);
      for (int i = 0; i < words; i++) {
        bytes.putLong(source[offset + done + i]);
      }
      send(bytes);
    }
  }

  /** Reads words of memory. */
  public void read(long address, long[] target, int offset, int count) {
    for (int done = 0; done < count; done += MOST_WORDS) {
      int words = Math.min(MOST_WORDS, count - done);
      ask(begin('G').putLong(address + (long) done * Long.BYTES).putInt(words));
      answer(words * Long.BYTES).asLongBuffer().get(target, offset + done, words);
    }
  }

  /** Lets memory and registers wait at random, as they may; 0 for not any more. */
  public void stall(int seed) {
    send(begin('S').putInt(seed));
  }

  /** Lets words come from memory so far apart, in 1/256 cycles; 0 for as soon as they are there. */
  public void pace(int interval) {
    send(begin('V').putInt(interval));
  }

  /** Resets the overlay for so many cycles, in the middle of whatever it does. */
  public void reset(int cycles) {
    send(begin('Z').putInt(cycles));
  }

  /** Cycles since the start. */
  public long cycles() {
    ask(begin('C'));
    return answer(Long.BYTES).getLong();
  }

  /** The cycles in which results were complete, since this was last asked. */
  public long[] completions() {
    ask(begin('L'));
    long[] cycles = new long[answer(Integer.BYTES).getInt()];
    for (int i = 0; i < cycles.length; i++) {
      cycles[i] = answer(Long.BYTES).getLong();
    }
    return cycles;
  }

  /** What the overlay did that hardware would not like, since this was last asked. */
  public List<String> incidents() {
    ask(begin('I'));
    byte[] text = new byte[answer(Integer.BYTES).getInt()];
    try {
      answers.readFully(text);
    } catch (IOException e) {
      throw gone(e);
    }
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }

  /** Begins to write down what passes the stages, or ends it. */
  public void trace(boolean on) {
    send(begin('T').putInt(on ? 1 : 0));
  }

  /** What was written down so far; only of a program that was built with probes. */
  public Path traceFile() {
    cycles();
    return folder.resolve("trace.txt");
  }

  private ByteBuffer begin(char command) {
    return bytes.clear().put((byte) command);
  }

  private void send(ByteBuffer command) {
    try {
      commands.write(array, 0, command.position());
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private void ask(ByteBuffer command) {
    send(command);
    try {
      commands.flush();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private ByteBuffer answer(int size) {
    try {
      answers.readFully(array, 0, size);
    } catch (IOException e) {
      throw gone(e);
    }
    return bytes.clear().limit(size);
  }

  /** The process ended by itself, and perhaps said why. */
  private AcceleratorException gone(IOException e) {
    String said = "";
    try {
      process.waitFor(1, TimeUnit.SECONDS);
      List<String> errors = Files.readAllLines(folder.resolve("errors"));
      List<String> output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList();
      said = String.join("; ", errors) + String.join("; ", output);
    } catch (IOException | InterruptedException ignored) {
      // It says what it says.
    }
    return new AcceleratorException("the simulated overlay exited unexpectedly: " + said, e);
  }

  @Override
  public void close() {
    try {
      commands.close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      for (Path file : Arrays.asList(folder.resolve("errors"), folder.resolve("trace.txt"))) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
      Leftovers.done(folder);
      Leftovers.done(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
