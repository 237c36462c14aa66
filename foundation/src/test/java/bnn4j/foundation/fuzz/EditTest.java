package bnn4j.foundation.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditTest {
  private static final byte[] FILE =
      "one: 12\ntwo: 3, four\nfive\nsix 7\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  @ParameterizedTest
  @EnumSource(Edit.Kind.class)
  void everyKindOfDamageChangesTheFileAndNotTheOriginal(Edit.Kind kind) {
    byte[] before = FILE.clone();
    int changed = 0;
    for (int value = -20; value < 20; value++) {
      byte[] broken = Edit.apply(List.of(new Edit(kind, 3 * value, value)), FILE);
      changed += java.util.Arrays.equals(broken, FILE) ? 0 : 1;
    }
    assertThat(changed).isGreaterThan(20);
    assertThat(FILE).isEqualTo(before);
  }

  @Test
  void aSplicedFileBeginsAsOneAndEndsAsAnother() {
    byte[] donor = "xyz".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    List<Edit> edits = List.of(new Edit(Edit.Kind.FLIP, 3, 0));
    assertThat(
            new String(
                Edit.splice(edits, FILE, List.of(donor)),
                java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("one");
    edits = List.of(new Edit(Edit.Kind.FLIP, 4, 0));
    assertThat(
            new String(
                Edit.splice(edits, FILE, List.of(donor)),
                java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("one:xyz");
  }

  @Test
  void anEmptyFileStaysEmpty() {
    assertThat(Edit.apply(List.of(new Edit(Edit.Kind.WORD, 1, 1)), new byte[0])).isEmpty();
  }

  @Test
  void onlyARefusalMayCome() {
    assertThat(Attempt.refuses(() -> {})).isFalse();
    assertThat(
            Attempt.refuses(
                () -> {
                  throw new Refusal("no");
                }))
        .isTrue();
    assertThatThrownBy(
            () ->
                Attempt.refuses(
                    () -> {
                      throw new NullPointerException("oh");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("neither read nor refused: java.lang.NullPointerException: oh");
  }

  @Test
  void whatCostsTooMuchMemoryFails() {
    assertThatThrownBy(
            () ->
                Attempt.refuses(
                    () -> {
                      for (int i = 0; i < 600; i++) {
                        assertThat(new byte[1 << 20]).isNotNull();
                      }
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("made objects of 6");
  }

  @Test
  void whoeverMakesNoProgressWaitsAndABusyMachineIsNoWait() {
    Standstill standstill = new Standstill(5);
    for (int i = 1; i < Standstill.MOST_TICKS; i++) {
      standstill.tick(5);
    }
    assertThat(standstill.isReached()).isFalse();
    standstill.tick(5);
    assertThat(standstill.isReached()).isTrue();
    assertThat(standstill.isHopeless()).isFalse();
    standstill.tick(6);
    assertThat(standstill.isReached()).isFalse();
    for (int i = 0; i < 2 * Standstill.MOST_TICKS; i++) {
      standstill.tick(6);
    }
    assertThat(standstill.isHopeless()).isTrue();
  }

  @Test
  void memoryOutsideTheHeapIsWhatTheProcessHasAboveItsHeap() {
    ProcessMemory memory = new ProcessMemory(150, 100);
    memory.look(1000, 300);
    assertThat(memory.mostOutsideHeap()).isEqualTo(650);
    memory.look(1000, 200);
    assertThat(memory.mostOutsideHeap()).isEqualTo(650);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theSystemTellsThePeak() {
    assertThat(ProcessMemory.peak()).isGreaterThan(10L << 20);
  }
}
