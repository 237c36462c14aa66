package bnn4j.cli;

import static bnn4j.cli.CommandRun.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenWeightsCommandTest {
  private static final String GOLDEN = "golden/finnthesizer/lfcW1A1-edge";

  @TempDir Path scratch;

  @Test
  void exactFoldingOfTheModelIsTheSetThatTrainingExported() throws IOException {
    TrainedRun run = TrainedRun.get();
    CommandRun command = generate(run.model(), "--overlay", "lfcW1A1");
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .matches(
            "\\Q%s: %s for lfcW1A1, folding exact, output bits, 10 classes, \\E[0-9.]+ s\n"
                .formatted(set(), run.model()));
    Map<String, byte[]> written = FolderContent.of(set());
    Map<String, byte[]> exported = FolderContent.of(run.parameters());
    assertThat(written.keySet()).isEqualTo(exported.keySet());
    exported.remove("card.yaml");
    assertThat(written).containsAllEntriesOf(exported);
  }

  @Test
  void aSetOfAModelHasItsCardWithoutAccuracies() throws IOException {
    assertThat(generate(TrainedRun.get().model(), "--overlay", "lfc").code()).isZero();
    assertThat(Files.readString(set().resolve("card.yaml")))
        .startsWith("network: lfcW1A1\ndataset: mnist\n")
        .contains("threshold: 100", "folding: exact")
        .doesNotContain("exported:");
  }

  @Test
  void aLadderRepeatsTheNamesAndTellsWhatItIsWorth() throws IOException {
    TrainedRun run = TrainedRun.get();
    CommandRun command =
        generate(run.model(), "--overlay", "lfc", "--output", "ladder", "--data", run.data());
    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.lines().get(0))
        .matches("60 held-back images: bits [0-9.]+ %, ladder of 6 levels [0-9.]+ %");
    assertThat(command.lines().get(1)).contains("output ladder, 10 classes");
    assertThat(Files.readAllLines(set().resolve("classes.txt")))
        .hasSize(60)
        .startsWith("0", "1", "2")
        .endsWith("8", "9")
        .element(41)
        .isEqualTo("1");
    assertThat(Files.readString(set().resolve("card.yaml")))
        .contains("classes:\n- \"0\"\n", "- \"9\"\ninput:", "output: ladder");
    assertThat(CommandRun.of("params", "show", set()).out())
        .contains("classes:    10: 0, 1, 2,", "output:     ladder of 6 levels");
    CommandRun check = CommandRun.of("check-accuracy", set(), "--data", run.data());
    assertThat(check.out()).contains("of 100 correct");
    String image = run.data().resolve("mnist/t10k-images-idx3-ubyte").toString();
    assertThat(CommandRun.of("infer", set(), "--input", image).lines())
        .hasSize(100)
        .allMatch(line -> line.matches("[0-9]+,([0-9]),\\1"));
  }

  @Test
  void aLadderNeedsTheImagesThatAModelWasTrainedOn() {
    Path npz = Shared.path(GOLDEN + "/mnist-1w-1a.npz");
    assertThat(generate(npz, "--overlay", "lfc", "--output", "ladder"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: --output ladder: %s does not contain its dataset; use a model.zip"
                    .formatted(npz)));
    assertThat(set()).doesNotExist();
  }

  @Test
  void theOriginalFoldingHasTheSameWeightsAndFiles() throws IOException {
    TrainedRun run = TrainedRun.get();
    CommandRun command = generate(run.model(), "--overlay", "lfc", "--folding", "finnthesizer");
    assertThat(command.code()).isZero();
    assertThat(command.out()).contains("folding finnthesizer");
    Map<String, byte[]> written = FolderContent.of(set());
    Map<String, byte[]> exact = FolderContent.of(run.parameters());
    assertThat(written.keySet()).isEqualTo(exact.keySet());
    for (String file : new String[] {"0-0-weights.bin", "3-15-weights.bin", "hw/config.h"}) {
      assertThat(written.get(file)).as(file).isEqualTo(exact.get(file));
    }
    assertThat(new String(written.get("card.yaml"), StandardCharsets.UTF_8))
        .contains("folding: finnthesizer");
  }

  @Test
  void aModelForAnotherOverlayIsRefusedNamingBoth() {
    assertThat(generate(TrainedRun.get().model(), "--overlay", "cnv"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: the model has a 28x28x1 1-bit input, dense 1024, dense 1024,"
                    + " dense 1024, dense 10; overlay cnvW1A1 expects a 32x32x3 8-bit input,"
                    + " conv3x3 64, conv3x3 64, pool2x2, conv3x3 128, conv3x3 128, pool2x2, conv3x3"
                    + " 256, conv3x3 256, dense 512, dense 512, dense 64; use --overlay lfcW1A1"));
    assertThat(set()).doesNotExist();
  }

  @Test
  void aModelOfAnotherPrecisionIsRefused() {
    assertThat(generate(TrainedRun.get().model(), "--overlay", "lfcW1A2"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: the model was trained as W1A1 with outputs of bits; overlay"
                    + " lfcW1A2 computes W1A2 with outputs of bits; use --overlay lfcW1A1"));
  }

  @Test
  void aNetworkOfTheOriginalBecomesTheOriginalsFilesByteForByte() throws IOException {
    Path npz = Shared.path(GOLDEN + "/mnist-1w-1a.npz");
    CommandRun command = generate(npz, "--overlay", "lfcW1A1", "--folding", "finnthesizer");
    assertThat(command.code()).as(command.err()).isZero();
    Path unpacked = Shared.unpack(GOLDEN + "/expected.tar.xz", scratch.resolve("expected"));
    Map<String, byte[]> expected = FolderContent.of(unpacked.resolve("lfcW1A1"));
    Map<String, byte[]> written = FolderContent.of(set());
    assertThat(written.keySet()).isEqualTo(expected.keySet()).contains("hw/config.h");
    // The original writes ten names for whatever number of outputs, this one has 47.
    expected.remove("classes.txt");
    assertThat(written).containsAllEntriesOf(expected);
    assertThat(Files.readAllLines(set().resolve("classes.txt"))).hasSize(47).startsWith("0", "1");
  }

  @Test
  void withoutAFolderTheSetGoesWhereItsDataSetAndNetworkSay() throws Exception {
    Path npz = Shared.path(GOLDEN + "/mnist-1w-1a.npz").toAbsolutePath();
    CommandRun command =
        new OwnProcess(scratch)
            .run("gen-weights", npz, "--overlay", "lfc", "--folding", "finnthesizer");
    assertThat(command.code()).isZero();
    assertThat(scratch.resolve("params-out/mnist/lfcW1A1/classes.txt")).isRegularFile();
  }

  @Test
  void classesAreRenamedInTheSetAndOnItsCard() throws IOException {
    CommandRun command =
        generate(TrainedRun.get().model(), "--overlay", "lfc", "--classes", "a,b,c,d,e,f,g,h,i,j");
    assertThat(command.code()).isZero();
    assertThat(Files.readString(set().resolve("classes.txt")))
        .isEqualTo("a\nb\nc\nd\ne\nf\ng\nh\ni\nj");
    assertThat(Files.readString(set().resolve("card.yaml"))).contains("classes:\n- a\n- b\n");
  }

  @Test
  void classesComeFromAFileToo() throws IOException {
    Path names =
        Files.writeString(scratch.resolve("names"), "k\r\nl\r\nm\nn\no\np\nq\nr\ns\nt t\n");
    CommandRun command = generate(TrainedRun.get().model(), "--overlay", "lfc", "--classes", names);
    assertThat(command.code()).isZero();
    assertThat(Files.readAllLines(set().resolve("classes.txt")))
        .containsExactly("k", "l", "m", "n", "o", "p", "q", "r", "s", "t t");
  }

  @Test
  void thereMustBeANameForEachOutput() {
    Path model = TrainedRun.get().model();
    assertThat(generate(model, "--overlay", "lfc", "--classes", "a,b"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: the model has 10 outputs, found 2 class names; give one name"
                    + " per output"));
    assertThat(generate(model, "--overlay", "lfc", "--classes", "a,,b"))
        .isEqualTo(
            refused("bnn4j gen-weights: --classes a,,b: name 2 is empty; give one name per class"));
    assertThat(generate(model, "--overlay", "lfc", "--classes", "a,b,a"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: --classes a,b,a: 'a' occurs twice; give each class a name of"
                    + " its own"));
    assertThat(generate(model, "--overlay", "lfc", "--classes", "a,b\u001b[2J,c,d,e,f,g,h,i,j"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: class name 'b?[2J' is not a valid line of classes.txt: it"
                    + " contains a control character"));
  }

  @Test
  void namesThatAreNoTextAreRefused() throws IOException {
    Path names = Files.write(scratch.resolve("names"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(generate(TrainedRun.get().model(), "--overlay", "lfc", "--classes", names))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: %s: expected text in UTF-8, found other bytes"
                    .formatted(names)));
  }

  @Test
  void whatIsNoModelIsRefused() throws IOException {
    Path none = scratch.resolve("none.zip");
    assertThat(generate(none, "--overlay", "lfc"))
        .isEqualTo(
            refused("bnn4j gen-weights: %s: no such file; expected a model.zip".formatted(none)));
    Path text = Files.writeString(scratch.resolve("text.zip"), "no zip at all");
    assertThat(generate(text, "--overlay", "lfc").err())
        .startsWith("bnn4j gen-weights: %s: is a text file; expected a DL4J model".formatted(text))
        .hasLineCount(1);
    Path npz = scratch.resolve("none.npz");
    assertThat(generate(npz, "--overlay", "lfc"))
        .isEqualTo(refused("bnn4j gen-weights: %s: no such file".formatted(npz)));
  }

  @Test
  void aNetworkOfTheOriginalForAnotherOverlayIsRefused() {
    Path npz = Shared.path(GOLDEN + "/mnist-1w-1a.npz");
    CommandRun command = generate(npz, "--overlay", "cnv");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("cnvW1A1", "use --overlay lfcW1A1").hasLineCount(1);
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path letter = Files.writeString(Files.createDirectories(set()).resolve("letter.txt"), "dear");
    assertThat(generate(TrainedRun.get().model(), "--overlay", "lfc"))
        .isEqualTo(
            refused(
                ("bnn4j gen-weights: %s contains letter.txt but no parameter set; choose a new or"
                        + " an empty folder")
                    .formatted(set())));
    assertThat(letter).hasContent("dear");
  }

  @Test
  void wordsThatAreNoneAreRefusedWithTheLegalOnes() {
    String help = "Try 'bnn4j gen-weights --help'.";
    assertThat(generate("model.npz"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: model.npz does not name its overlay; specify it with"
                    + " --overlay"));
    assertThat(generate("model.zip", "--overlay", "lfcw1a1"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: overlay 'lfcw1a1' is unknown, did you mean 'lfcW1A1'?; known names: lfcW1A1, lfcW1A2,"
                    + " cnvW1A1, cnvW1A2, cnvW2A2 (lfc and cnv are short for W1A1)"));
    assertThat(generate("model.zip", "--overlay", "lfc", "--folding", "round"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: Invalid value for option '--folding': expected exact or"
                    + " finnthesizer, found 'round'",
                help));
    assertThat(generate("model.zip", "--overlay", "lfc", "--output", "stairs"))
        .isEqualTo(
            refused(
                "bnn4j gen-weights: Invalid value for option '--output': expected bits or ladder,"
                    + " found 'stairs'",
                help));
  }

  private Path set() {
    return scratch.resolve("set");
  }

  private CommandRun generate(Object model, Object... more) {
    Object[] all = new Object[4 + more.length];
    all[0] = "gen-weights";
    all[1] = model;
    all[2] = "--out";
    all[3] = set();
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandRun.of(all);
  }
}
