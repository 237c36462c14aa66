package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code infer} says of pictures, and in which forms. */
class InferAnswersTest {
  private static final String SET = "mnist/lfcW1A1";

  @TempDir Path scratch;

  @Test
  void foldersCalledAfterClassesAreCounted() throws IOException {
    one("digits/1/a.png", Color.WHITE, Color.BLACK);
    one("digits/1/deep/b.png", Color.BLACK, Color.WHITE);
    one("digits/7/c.png", Color.WHITE, Color.BLACK);
    one("digits/1/.hidden.png", Color.WHITE, Color.BLACK);
    Files.writeString(scratch.resolve("digits/notes.txt"), "no picture");
    CommandRun command = CommandRun.of("infer", SET, "--input", scratch.resolve("digits"));
    assertThat(command.out())
        .isEqualTo("1/a.png,1,1\n1/deep/b.png,1,1\n7/c.png,1,1\naccuracy: 66.67 % (2 of 3)\n");
    assertThat(command.err())
        .contains("skipped: ", "notes.txt")
        .contains(
            "inverted, because they show dark strokes on a bright background: 1/a.png, 7/c.png;");
  }

  @Test
  void aTableHasAHeader() throws IOException {
    Path picture = one("a, b.png", Color.BLACK, Color.WHITE);
    CommandRun command = CommandRun.of("infer", SET, "--input", picture, "--top", "2");
    assertThat(command.lines().get(0)).isEqualTo("index,file,class,name,score,class2,name2,score2");
    assertThat(command.lines().get(1)).startsWith("0,\"%s\",1,1,1,".formatted(picture));
  }

  @Test
  void jsonHasTheFirstThree() throws IOException {
    Path picture = one("1/a.png", Color.BLACK, Color.WHITE);
    Path json = scratch.resolve("answers.json");
    CommandRun.of("infer", SET, "--input", picture.getParent().getParent(), "--json", json);
    JsonNode answer = new ObjectMapper().readTree(Files.readString(json)).get(0);
    assertThat(answer.get("file").asText()).isEqualTo("1/a.png");
    assertThat(answer.get("class").asInt()).isEqualTo(1);
    assertThat(answer.get("top")).hasSize(3);
    assertThat(answer.get("right").asBoolean()).isTrue();
  }

  @Test
  void aSheetShowsPictureSightAndAnswersAndEscapesNames() throws IOException {
    Path picture = one("<b>1.png", Color.WHITE, Color.BLACK);
    Path sheet = scratch.resolve("sheet.html");
    CommandRun.of("infer", SET, "--input", picture, "--html", sheet);
    assertThat(Files.readString(sheet))
        .contains("&lt;b&gt;1.png", "data:image/png;base64,", "the network's input")
        .doesNotContain("<b>1.png", "http://", "https://");
  }

  @Test
  void standardInputIsAPicture() throws IOException {
    Path picture = one("a.png", Color.BLACK, Color.WHITE);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(picture)));
    try {
      assertThat(CommandRun.of("infer", SET, "--input", "-")).isEqualTo(CommandRun.done("0,1,1"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void aBlankPictureIsRefused() throws IOException {
    Path file = scratch.resolve("blank.png");
    ImageIO.write(new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    assertThat(CommandRun.of("infer", SET, "--input", file).err())
        .contains("blank.png: contains no strokes");
    assertThat(CommandRun.of("infer", "gtsrb/cnvW1A1", "--input", file).err())
        .contains("blank.png: the network's input is constant");
  }

  @Test
  void aRunsSetIsFound() {
    TrainedRun run = TrainedRun.get();
    Path images = run.data().resolve("mnist/t10k-images-idx3-ubyte");
    Path folder = run.parameters().getParent().getParent().getParent();
    assertThat(CommandRun.of("infer", folder, "--input", images))
        .isEqualTo(CommandRun.of("infer", run.parameters(), "--input", images));
  }

  @Test
  void thereAreNoMoreAnswersThanClasses() throws IOException {
    Path picture = one("a.png", Color.BLACK, Color.WHITE);
    CommandRun command = CommandRun.of("infer", SET, "--input", picture, "--top", "1000");
    assertThat(command.lines().get(0)).endsWith(",class10,name10,score10");
    assertThat(command.lines().get(1).split(",")).hasSize(2 + 3 * 10);
  }

  @Test
  void filesThatCannotAllBeWrittenAreRefusedBeforeAnythingIsRead() throws IOException {
    Path picture = one("a.png", Color.BLACK, Color.WHITE);
    Path out = scratch.resolve("out");
    assertThat(CommandRun.of("infer", SET, "--input", picture, "--csv", out, "--json", out).err())
        .contains("--csv and --json both write " + out);
    assertThat(out).doesNotExist();
    assertThat(CommandRun.of("infer", SET, "--input", picture, "--html", picture).err())
        .contains("--html: " + picture + " is an input, which would be lost");
    assertThat(CommandRun.of("infer", SET, "--input", "").err())
        .contains("--input: expected a file or folder, found no name");
    assertThat(CommandRun.of("infer", SET, "--input", "-", "--input", "-").err())
        .contains("standard input (-) can be read only once");
  }

  @Test
  void packedImagesOfOneChannelAreNoRecords() throws IOException {
    Path packed = scratch.resolve("digits.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(new byte[] {0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28});
      out.write(new byte[20 * 28 * 28]);
    }
    CommandRun command = CommandRun.of("infer", "cifar-10/cnvW1A1", "--input", packed);
    assertThat(command.err()).contains("digits.gz: is an IDX file of images; cnvW1A1 takes");
    assertThat(command.code()).isEqualTo(2);
  }

  @Test
  void linkedFoldersAreSearchedAndALinkToNothingIsNamed() throws IOException {
    Path picture = one("elsewhere/a.png", Color.BLACK, Color.WHITE);
    Path folder = Files.createDirectories(scratch.resolve("pictures"));
    Files.createSymbolicLink(folder.resolve("1"), picture.getParent());
    Files.createSymbolicLink(folder.resolve("gone.png"), scratch.resolve("nothing"));
    CommandRun command = CommandRun.of("infer", SET, "--input", folder);
    assertThat(command.out()).startsWith("1/a.png,1,1\n");
    assertThat(command.err()).contains("skipped: ", "gone.png");
  }

  @Test
  void aSetThatIsMeantIsNamedAndOneThatHappensToLieSomewhereIsNotTaken() throws IOException {
    Path picture = one("a.png", Color.BLACK, Color.WHITE);
    assertThat(CommandRun.of("infer", "mnst/lfcW1A1", "--input", picture).err())
        .contains("did you mean 'mnist/lfcW1A1'?");
    assertThat(CommandRun.of("infer", picture, "--input", picture).err())
        .contains("is a PNG picture, not a folder");
    Path set = scratch.resolve("some/where/params/deep/set");
    Files.createDirectories(set);
    Files.writeString(set.resolve("classes.txt"), "a\nb\n");
    CommandRun command = CommandRun.of("infer", scratch, "--input", picture);
    assertThat(command.err()).contains(scratch + " contains no parameter set; it contains ");
    assertThat(command.code()).isEqualTo(2);
  }

  private Path one(String name, Color ground, Color ink) throws IOException {
    BufferedImage picture = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(ground);
    graphics.fillRect(0, 0, 60, 80);
    graphics.setColor(ink);
    graphics.fillRect(27, 10, 6, 50);
    graphics.dispose();
    Path file = scratch.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }
}
