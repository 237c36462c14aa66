package bnn4j.experiment.run;

import bnn4j.evaluation.card.Card;
import bnn4j.evaluation.card.CardFile;
import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.params.ParameterFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a run keeps of the model that it learns from: one that goes on must find it. */
final class TeacherCopy {
  private final RunFolder run;

  TeacherCopy(RunFolder run) {
    this.run = run;
  }

  /**
   * Keeps a model.
   *
   * @throws Refusal if the disk refuses
   */
  void keep(StartingModel teacher) {
    Path named = teacher.file();
    if (!teacher.fromSet()) {
      AtomicFile.write(run.teacherFile(), target -> Files.copy(named, target));
      return;
    }
    Optional<Card> card = teacher.card();
    ParameterFolder.write(
        ParameterFolder.read(named, ParameterFolder.overlayOf(named)),
        run.teacherSet(),
        card.map(of -> Map.of(CardFile.NAME, CardFile.toYaml(of))).orElse(Map.of()));
  }

  /**
   * Where the copy is: the file of a model, or the folder of a parameter set.
   *
   * @return the file's place if there is neither
   */
  Path path() {
    return Files.isDirectory(run.teacherSet()) ? run.teacherSet() : run.teacherFile();
  }
}
