package bnn4j.experiment.run;

import bnn4j.foundation.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a run for one process: two that write the same checkpoints would spoil them. The system
 * releases the lock when the process ends, however it ends.
 */
public final class RunLock implements AutoCloseable {
  /** Behind the end of any config, so that systems that enforce locks still let it be read. */
  private static final long POSITION = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a run until the lock is closed.
   *
   * @throws Refusal if another process, or another part of this one, has locked it
   */
  public static RunLock of(RunFolder run) throws IOException {
    FileChannel channel = FileChannel.open(run.configFile(), StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new Refusal(
          "%s is being trained by another process; wait until it ends, or stop it"
              .formatted(run.path()));
    }
    return new RunLock(channel);
  }

  /** Also true where the file system has no locks: other processes cannot be detected there. */
  private static boolean isLocked(FileChannel channel) {
    try {
      FileLock lock = channel.tryLock(POSITION, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
