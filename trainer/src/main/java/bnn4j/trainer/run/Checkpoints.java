package bnn4j.trainer.run;

import bnn4j.overlay.Refusal;
import bnn4j.trainer.network.ModelFile;
import bnn4j.trainer.spec.Checkpoints.Keep;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The saved states of a run: {@code latest.zip}, {@code best.zip} and, if asked for, one per epoch.
 * Each is written beside and moved into place, so there is always a whole one.
 */
public final class Checkpoints {
  private static final String STATE = "state.json";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path folder;
  private final bnn4j.trainer.spec.Checkpoints policy;

  /** The checkpoints in a folder, which need not exist yet. */
  public Checkpoints(Path folder, bnn4j.trainer.spec.Checkpoints policy) {
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
   * Saves at the end of an epoch: always the best, others as the policy says.
   *
   * @throws Refusal if it cannot be written; what was there before is still there
   */
  void save(Checkpoint checkpoint, boolean best) {
    int epoch = checkpoint.state().epochsDone();
    if (best || epoch % policy.every() == 0) {
      saveLatest(checkpoint);
      if (best) {
        copyLatest(bestFile());
      }
      if (policy.keep() == Keep.ALL) {
        copyLatest(folder.resolve("epoch-%04d.zip".formatted(epoch)));
      }
    }
  }

  /**
   * Saves, whatever the policy says.
   *
   * @throws Refusal if it cannot be written; what was there before is still there
   */
  void saveLatest(Checkpoint checkpoint) {
    try {
      Files.createDirectories(folder);
      String state = JSON.writeValueAsString(checkpoint.state());
      ModelFile.write(checkpoint.network(), STATE, state, latestFile());
    } catch (IOException e) {
      throw unwritable(latestFile(), e);
    }
  }

  private void copyLatest(Path target) {
    Path beside = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.copy(latestFile(), beside, StandardCopyOption.REPLACE_EXISTING);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw unwritable(target, e);
    }
  }

  private static Refusal unwritable(Path file, IOException cause) {
    return new Refusal(
        ("%s: cannot be written (%s: %s); the checkpoint before it is whole; make room or rights and"
                + " go on with --resume")
            .formatted(file, cause.getClass().getSimpleName(), cause.getMessage()),
        cause);
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
      throw new Refusal("%s: %s is damaged: %s".formatted(file, STATE, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
