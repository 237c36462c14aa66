package bnn4j.overlay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bnn4j.foundation.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFolderTest {
  private static final Trace TRACE =
      new Trace(
          new byte[] {7, -128},
          List.of(
              new LayerTrace(new int[] {258, -2}, new byte[] {1, -1}, new byte[] {1}),
              new LayerTrace(new int[] {5}, new byte[0], new byte[0])),
          new long[1]);

  @TempDir Path scratch;

  @Test
  void aTraceIsAFileForEverythingThatThereIs() throws IOException {
    Path folder = scratch.resolve("new/trace0");
    TraceFolder.write(TRACE, folder);
    assertThat(unpacked(folder.resolve("input.i8.gz"))).containsExactly(7, -128);
    assertThat(unpacked(folder.resolve("acc0.i16.gz"))).containsExactly(2, 1, -2, -1);
    assertThat(unpacked(folder.resolve("act0.i8.gz"))).containsExactly(1, -1);
    assertThat(unpacked(folder.resolve("pool0.i8.gz"))).containsExactly(1);
    assertThat(unpacked(folder.resolve("acc1.i16.gz"))).containsExactly(5, 0);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(5);
    }
  }

  @Test
  void aTraceIsReadAsItWasWrittenSaveTheResultWords() {
    TraceFolder.write(TRACE, scratch);
    Trace read = TraceFolder.read(scratch);
    assertThat(read).usingRecursiveComparison().ignoringFields("output").isEqualTo(TRACE);
    assertThat(read.output()).isEmpty();
  }

  @Test
  void aTraceTakesThePlaceOfAFormerOneAndLeavesOtherFiles() throws IOException {
    Path notes = Files.writeString(scratch.resolve("notes.txt"), "mine");
    TraceFolder.write(TRACE, scratch);
    LayerTrace only = new LayerTrace(new int[] {3}, new byte[0], new byte[0]);
    TraceFolder.write(new Trace(new byte[0], List.of(only), new long[0]), scratch);
    try (Stream<Path> files = Files.list(scratch)) {
      assertThat(files).containsExactlyInAnyOrder(notes, scratch.resolve("acc0.i16.gz"));
    }
  }

  @Test
  void accumulatorsBeyond16BitsAreKeptWhole() throws IOException {
    LayerTrace wide = new LayerTrace(new int[] {-70_000, 1}, new byte[0], new byte[0]);
    TraceFolder.write(new Trace(new byte[0], List.of(wide), new long[0]), scratch);
    assertThat(unpacked(scratch.resolve("acc0.i32.gz"))).hasSize(8);
    assertThat(TraceFolder.read(scratch).layers().get(0).accumulators())
        .containsExactly(-70_000, 1);
  }

  @Test
  void whatIsNoTraceIsRefused() throws IOException {
    refused(scratch + ": expected a trace, found no acc0.i16.gz");
    Path file = scratch.resolve("acc0.i16.gz");
    Files.write(file, packed(new byte[3]));
    refused(file + ": 3 bytes, expected a multiple of 2");
    byte[] packed = packed(new byte[100]);
    Files.write(file, Arrays.copyOf(packed, packed.length - 9));
    refused(file + ": the gzip file is damaged; repeat the trace");
    Files.write(file, new byte[] {1, 2, 3});
    refused(file + ": the gzip file is damaged; repeat the trace");
    Files.write(file, packed(new byte[(4 << 22) + 1]));
    refused(file + ": more than 16777216 bytes, the maximum of a layer");
  }

  private void refused(String message) {
    assertThatThrownBy(() -> TraceFolder.read(scratch))
        .isInstanceOf(Refusal.class)
        .hasMessage(message);
  }

  @Test
  void damagedTracesAreReadOrRefusedInOneLine() throws IOException {
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < 500; round++) {
      byte[] bytes = packed(new byte[random.nextInt(40)]);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      Files.write(scratch.resolve("acc0.i16.gz"), bytes);
      try {
        assertThat(TraceFolder.read(scratch).layers()).hasSize(1);
      } catch (Refusal e) {
        assertThat(e.getMessage()).startsWith(scratch.toString()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 499);
  }

  private static byte[] unpacked(Path file) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      return in.readAllBytes();
    }
  }

  private static byte[] packed(byte[] raw) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(raw);
    }
    return packed.toByteArray();
  }

  @Test
  void formerTracesGoAndOtherFilesAreNotTouched() throws IOException {
    Path folder = scratch.resolve("traces");
    TraceFolder.replace(
        folder,
        incoming -> {
          TraceFolder.write(TRACE, TraceFolder.ofImage(incoming, 0));
          TraceFolder.write(TRACE, TraceFolder.ofImage(incoming, 1));
        });
    TraceFolder.replace(
        folder, incoming -> TraceFolder.write(TRACE, TraceFolder.ofImage(incoming, 0)));
    assertThat(folder.resolve("trace0")).isDirectory();
    assertThat(folder.resolve("trace1")).doesNotExist();
    assertThatThrownBy(
            () ->
                TraceFolder.replace(
                    folder,
                    incoming -> {
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(Refusal.class)
        .hasMessage(folder + ": cannot be written: No space left on device");
    assertThat(TraceFolder.isTrace(folder.resolve("trace0"))).isTrue();

    Path mine = Files.writeString(folder.resolve("trace0/mine.txt"), "mine");
    assertThatThrownBy(() -> TraceFolder.replace(folder, incoming -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("contains other files than traces, such as trace0/mine.txt");
    assertThat(mine).hasContent("mine");
  }
}
