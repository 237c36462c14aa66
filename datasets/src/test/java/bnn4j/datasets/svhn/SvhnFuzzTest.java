package bnn4j.datasets.svhn;

import bnn4j.datasets.ImageShape;
import bnn4j.foundation.fuzz.Attempt;
import bnn4j.foundation.fuzz.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** Whatever is in a MATLAB file, it is read or refused. */
class SvhnFuzzTest {
  private static final Path FOLDER = Attempt.folder("svhn");
  private static final List<byte[]> SEEDS = new ArrayList<>();

  @BeforeContainer
  static void makeSeeds() throws IOException {
    Files.createDirectories(FOLDER);
    Matrix images = Mat5.newMatrix(new int[] {32, 32, 3, 2}, MatlabType.UInt8);
    Matrix labels = Mat5.newMatrix(2, 1, MatlabType.UInt8);
    labels.setDouble(0, 10);
    labels.setDouble(1, 3);
    Path file = FOLDER.resolve("seed.mat");
    Files.deleteIfExists(file);
    try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
      Mat5.newWriter(sink).writeMat(Mat5.newMatFile().addArray("X", images).addArray("y", labels));
    }
    SEEDS.add(Files.readAllBytes(file));
    for (Path broken : Attempt.corpus("svhn")) {
      SEEDS.add(Files.readAllBytes(broken));
    }
  }

  @Provide
  Arbitrary<List<Edit>> edits() {
    return Edit.some();
  }

  private static void read(Path file) {
    new SvhnReader(file, new ImageShape(3, 32, 32))
        .read(IntStream.range(0, 10).mapToObj(Integer::toString).toList());
  }

  @Property
  void aBrokenFileIsReadOrRefused(@ForAll("edits") List<Edit> edits) {
    for (byte[] seed : SEEDS) {
      Attempt.refuses(FOLDER.resolve("m.mat"), Edit.apply(edits, seed), SvhnFuzzTest::read);
    }
  }

  @Example
  void whatOnceBrokeTheReaderIsReadOrRefused() {
    Attempt.corpus("svhn").forEach(file -> Attempt.refuses(() -> read(file)));
  }
}
