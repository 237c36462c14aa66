package bnn4j.trainer.loop;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.modelfile.ModelEntry;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.CheckpointPolicy.Keep;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The saved states of a run: {@code latest.zip}, {@code best.zip} and, if asked for, one per epoch.
 * Each is written beside and moved into place, so there is always a whole one.
 */
public final class Checkpoints {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final CheckpointPolicy policy;

  /** The checkpoints in a folder, which need not exist yet. */
  public Checkpoints(Path folder, CheckpointPolicy policy) {
    this.folder = folder;
    this.policy = policy;
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** The newest one. */
  public Path latestFile() {
    return folder.resolve("latest.zip");
  }

  /** The one with the best validation accuracy. */
  public Path bestFile() {
    return folder.resolve("best.zip");
  }

  /**
   * Saves at the end of an epoch: always the best and the last, others as the policy says.
   *
   * <p>The latest is written last, because a run goes on from there: what dies on the way is done
   * again, and the best file is never behind what the latest knows to be the best.
   *
   * @param best whether no epoch before was as good
   * @param last whether no epoch follows
   * @throws Refusal if it cannot be written; what was there before is still there
   */
  void save(Checkpoint checkpoint, boolean best, boolean last) {
    int epoch = checkpoint.state().epochsDone();
    if (best || last || epoch % policy.every() == 0) {
      if (best) {
        write(checkpoint, bestFile());
      }
      if (policy.keep() == Keep.ALL) {
        write(checkpoint, folder.resolve("epoch-%04d.zip".formatted(epoch)));
      }
      saveLatest(checkpoint);
    }
    if (last) {
      deleteHalfWritten();
    }
  }

  /** What a run that was killed in the middle of writing left behind. */
  private void deleteHalfWritten() {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "*.zip.new")) {
      for (Path file : left) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new Refusal(
          "%s: cannot be cleared of old files (%s)".formatted(folder, FailureText.reason(e)), e);
    }
  }

  /**
   * Saves, whatever the policy says.
   *
   * @throws Refusal if it cannot be written; what was there before is still there
   */
  void saveLatest(Checkpoint checkpoint) {
    write(checkpoint, latestFile());
  }

  private void write(Checkpoint checkpoint, Path file) {
    try {
      Files.createDirectories(folder);
      String state = JSON.writeValueAsString(checkpoint.state());
      ModelFile.write(checkpoint.network(), Map.of(ModelEntry.STATE, state), file);
    } catch (IOException e) {
      throw new Refusal(
          "%s: cannot be written (%s); free space or correct the permissions and %s; %s"
              .formatted(
                  file,
                  FailureText.reason(e),
                  hasLatest() ? "continue with --resume" : "start again",
                  lastGood()),
          e);
    }
  }

  private boolean hasLatest() {
    return Files.exists(latestFile());
  }

  /** Where the last good state is, in words for a message. */
  public String lastGood() {
    return hasLatest()
        ? "the last complete state is in " + latestFile()
        : "no earlier state was saved";
  }

  /**
   * The newest checkpoint.
   *
   * @throws Refusal if there is none or it cannot be read
   */
  public Checkpoint latest() {
    return read(latestFile());
  }

  /**
   * The newest checkpoint that can be read: the latest, or where a full disk or a power failure has
   * damaged that, the one of the others that is furthest on.
   *
   * @param warn receives the reason if it is not the latest
   * @throws Refusal if none can be read
   */
  public Checkpoint newestWhole(Consumer<String> warn) {
    Refusal damage;
    try {
      return latest();
    } catch (Refusal e) {
      damage = e;
    }
    Checkpoint newest = null;
    Path file = null;
    for (Path other : files()) {
      try {
        Checkpoint found = other.equals(latestFile()) ? null : read(other);
        if (found != null
            && (newest == null || found.state().epochsDone() > newest.state().epochsDone())) {
          newest = found;
          file = other;
        }
      } catch (Refusal e) {
        // Damaged too.
      }
    }
    if (newest == null) {
      throw new Refusal(
          "%s; no other checkpoint in %s can be read; start again without --resume"
              .formatted(damage.getMessage(), folder),
          damage);
    }
    warn.accept(
        "%s; resuming from %s instead, after %d epochs"
            .formatted(damage.getMessage(), file, newest.state().epochsDone()));
    return newest;
  }

  /** Whether there is any file to go on from, damaged or not. */
  public static boolean areIn(Path folder) {
    return !new Checkpoints(folder, null).files().isEmpty();
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.zip")) {
      List<Path> files = new ArrayList<>();
      found.forEach(files::add);
      Collections.sort(files);
      return files;
    } catch (IOException | DirectoryIteratorException e) {
      throw new Refusal("%s: cannot be read (%s)".formatted(folder, FailureText.of(e)), e);
    }
  }

  /**
   * The checkpoint with the best validation accuracy.
   *
   * @throws Refusal if there is none or it cannot be read
   */
  public Checkpoint best() {
    try {
      return read(bestFile());
    } catch (Refusal e) {
      throw new Refusal(
          ("%s; the best epoch is lost; a new run with --start-from %s starts from the weights"
                  + " of the last epoch")
              .formatted(e.getMessage(), latestFile()),
          e);
    }
  }

  private static Checkpoint read(Path file) {
    TrainingState state = state(file);
    try {
      return new Checkpoint(ModelFile.readNetwork(file), state);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Where the run stood when a checkpoint was saved.
   *
   * @throws Refusal if it is none, or damaged
   */
  public static TrainingState state(Path file) {
    try {
      TrainingState state =
          JSON.readValue(ModelFile.readText(file, ModelEntry.STATE), TrainingState.class);
      if (state == null) {
        throw new Refusal("%s: %s is empty".formatted(file, ModelEntry.STATE.fileName()));
      }
      return state;
    } catch (JsonProcessingException e) {
      throw new Refusal(
          "%s: %s is damaged: %s".formatted(file, ModelEntry.STATE.fileName(), oneLine(e)), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static Refusal unreadable(Path file, IOException e) {
    return new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
  }

  private static String oneLine(JsonProcessingException e) {
    Throwable told = e instanceof ValueInstantiationException ? e.getCause() : e;
    return told == null || told.getMessage() == null
        ? "a value is missing"
        : told.getMessage().lines().findFirst().orElse("it is empty");
  }
}
