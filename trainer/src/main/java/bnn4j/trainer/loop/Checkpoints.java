package bnn4j.trainer.loop;

import bnn4j.foundation.Refusal;
import bnn4j.trainer.model.ModelFile;
import bnn4j.trainer.settings.CheckpointPolicy;
import bnn4j.trainer.settings.CheckpointPolicy.Keep;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The saved states of a run: {@code latest.zip}, {@code best.zip} and, if asked for, one per epoch.
 * Each is written beside and moved into place, so there is always a whole one.
 */
public final class Checkpoints {
  private static final String STATE = "state.json";
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
      throw new Refusal("%s: cannot be cleared of old files (%s)".formatted(folder, e), e);
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
      ModelFile.write(checkpoint.network(), Map.of(STATE, state), file);
    } catch (IOException e) {
      throw new Refusal(
          "%s: cannot be written (%s: %s); make room or rights and %s; %s"
              .formatted(
                  file,
                  e.getClass().getSimpleName(),
                  e.getMessage(),
                  hasLatest() ? "go on with --resume" : "start again",
                  lastGood()),
          e);
    }
  }

  private boolean hasLatest() {
    return Files.exists(latestFile());
  }

  /** Where the last good state is, in words for a message. */
  public String lastGood() {
    return hasLatest() ? "the last good state is in " + latestFile() : "nothing was saved before";
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
   * The checkpoint with the best validation accuracy.
   *
   * @throws Refusal if there is none or it cannot be read
   */
  public Checkpoint best() {
    return read(bestFile());
  }

  private static Checkpoint read(Path file) {
    try {
      String state = ModelFile.readText(file, STATE);
      return new Checkpoint(
          ModelFile.readNetwork(file), JSON.readValue(state, TrainingState.class));
    } catch (JsonProcessingException e) {
      throw new Refusal("%s: %s is damaged: %s".formatted(file, STATE, oneLine(e)), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String oneLine(JsonProcessingException e) {
    Throwable told = e instanceof ValueInstantiationException ? e.getCause() : e;
    return told.getMessage().lines().findFirst().orElse("it is empty");
  }
}
