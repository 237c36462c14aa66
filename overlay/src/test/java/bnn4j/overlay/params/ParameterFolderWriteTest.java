package bnn4j.overlay.params;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing: nothing is lost, whatever happens. */
class ParameterFolderWriteTest {
  private static final Overlay LFC = Overlays.named("lfcW1A1");
  private static final Overlay CNV = Overlays.named("cnvW1A1");
  private static final ParameterSet FIRST = RandomParameters.of(LFC, 10, new Random(1));
  private static final ParameterSet SECOND = RandomParameters.of(CNV, 10, new Random(2));

  @TempDir Path scratch;

  private Path folder() {
    return scratch.resolve("mnist").resolve("set");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(e -> e.getFileName().toString()).sorted().toList();
    }
  }

  private void assertHolds(ParameterSet set) throws IOException {
    assertThat(ParameterFolder.read(folder(), set.overlay())).isEqualTo(set);
    assertThat(names(folder().getParent())).containsExactly("set");
  }

  private static void refused(ParameterSet set, Path folder, String message) {
    assertThatThrownBy(() -> ParameterFolder.write(set, folder))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @Test
  void foldersAboveAreMadeAndNothingIsLeftBeside() throws IOException {
    ParameterFolder.write(FIRST, folder());
    assertHolds(FIRST);
  }

  @Test
  void memoriesOfTheFormerSetGoAndForeignFilesStay() throws IOException {
    ParameterFolder.write(FIRST, folder(), Map.of("hw/config.h", "old", "card.yaml", "old"));
    Files.writeString(folder().resolve("hw").resolve("notes.txt"), "mine");
    ParameterFolder.write(SECOND, folder(), Map.of("hw/config.h", "new"));
    assertHolds(SECOND);
    assertThat(ParameterFolder.load(folder(), CNV).warnings()).isEmpty();
    assertThat(folder().resolve("card.yaml")).hasContent("old");
    assertThat(folder().resolve("hw/notes.txt")).hasContent("mine");
    assertThat(folder().resolve("hw/config.h")).hasContent("new");
  }

  @Test
  void aFolderOfOtherThingsIsRefusedUntouched() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.tex"), "years");
    refused(
        FIRST,
        folder(),
        folder() + " contains thesis.tex but no parameter set; choose a new or an empty folder");
    assertThat(names(folder())).containsExactly("thesis.tex");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    Files.createDirectories(folder());
    ParameterFolder.write(FIRST, folder());
    assertHolds(FIRST);
  }

  @Test
  void aFileOfThatNameIsRefused() throws IOException {
    Files.createDirectories(folder().getParent());
    Files.writeString(folder(), "text");
    refused(FIRST, folder(), folder() + ": is a file; expected a folder");
    assertThat(folder()).hasContent("text");
  }

  @Test
  void aCrashBetweenTheRenamesLosesNothing() throws IOException {
    ParameterFolder.write(FIRST, folder(), Map.of("card.yaml", "old"));
    Path former = folder().resolveSibling(".set.former");
    Files.move(folder(), former);
    assertThatThrownBy(() -> ParameterFolder.read(folder(), LFC))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            folder()
                + " is missing, but an interrupted write left the earlier set in"
                + " .set.former; rename that folder back");
    ParameterFolder.write(SECOND, folder());
    assertHolds(SECOND);
    assertThat(folder().resolve("card.yaml")).hasContent("old");
  }

  @Test
  void aCrashAfterTheRenamesLeavesOnlyRubbish() throws IOException {
    ParameterFolder.write(FIRST, folder());
    ParameterFolder.write(FIRST, folder().resolveSibling(".set.former"));
    ParameterFolder.write(SECOND, folder());
    assertHolds(SECOND);
  }

  @Test
  void aNameThatIsNoLineIsRefusedAndTheFormerSetStays() throws IOException {
    ParameterFolder.write(FIRST, folder());
    ParameterSet spaced = new ParameterSet(LFC, FIRST.layers(), List.of("a", " b"));
    refused(
        spaced,
        folder(),
        "class name ' b' is not a valid line of classes.txt: it has leading or trailing"
            + " spaces, or several lines");
    ParameterSet broken = new ParameterSet(LFC, FIRST.layers(), List.of("a\rb"));
    refused(
        broken,
        folder(),
        "class name 'a\rb' is not a valid line of classes.txt:"
            + " it has leading or trailing spaces, or several lines");
    assertHolds(FIRST);
  }

  @Test
  void aNameThatCommandsATerminalIsRefusedAlsoInTheSetsOfOthers() throws IOException {
    ParameterFolder.write(FIRST, folder());
    Files.writeString(folder().resolve("classes.txt"), "a\nb\u001b[2J\n");
    assertThatThrownBy(() -> ParameterFolder.read(folder(), LFC))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "class name 'b?[2J' is not a valid line of classes.txt: it contains a control"
                + " character");
  }

  @Test
  void anEmptyLastNameSurvives() throws IOException {
    ParameterSet set = new ParameterSet(LFC, FIRST.layers(), List.of("1", "", ""));
    ParameterFolder.write(set, folder());
    assertHolds(set);
  }

  @Test
  void companionsStayInTheFolderAndOffTheParameters() {
    for (String name : List.of("../card.yaml", "0-0-thres.bin", "classes.txt")) {
      assertThatThrownBy(() -> ParameterFolder.write(FIRST, folder(), Map.of(name, "")))
          .isInstanceOf(Refusal.class)
          .hasMessage(
              "'%s' is not a valid file name in the parameter folder of %s", name, folder());
    }
  }
}
