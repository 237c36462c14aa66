package bnn4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.datasets.picture.Picture;
import bnn4j.datasets.picture.PictureReader;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things in photos; the photo is a picture of CIFAR-10 on a ground without anything to see. */
class LocateCommandTest {
  private static final int RECORD = 3073;

  @TempDir Path scratch;

  @Test
  void aDeerOnAMeadowIsFoundWhereItIs() throws IOException {
    Path photo = photo(140, 100, 57, 31);
    Path json = scratch.resolve("found.json");
    Path marked = scratch.resolve("marked.png");
    CommandRun command =
        CommandRun.of(
            "locate",
            published(),
            "--input",
            photo,
            "--window",
            "32",
            "--stride",
            "1",
            "--only",
            "Deer",
            "--min-score",
            "300",
            "--min-margin",
            "1",
            "--json",
            json,
            "--out",
            marked,
            "--candidates");
    assertThat(command.code()).as(command.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(Files.readString(json));
    assertThat(found.isArray()).isTrue();
    assertThat(found).isNotEmpty();
    JsonNode best = found.get(0);
    assertThat(best.get("class").asInt()).isEqualTo(4);
    assertThat(best.get("name").asText()).isEqualTo("Deer");
    assertThat(Math.abs(best.get("x").asInt() - 57)).isLessThan(12);
    assertThat(Math.abs(best.get("y").asInt() - 31)).isLessThan(12);
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i).get("score").asInt())
          .isLessThanOrEqualTo(found.get(i - 1).get("score").asInt());
    }
    BufferedImage drawn = ImageIO.read(marked.toFile());
    assertThat(drawn.getWidth()).isEqualTo(140);
    assertThat(command.out()).startsWith("4,Deer,");
  }

  @Test
  void theScoreIsThatOfTheWindowAsAPictureOfItsOwn() throws IOException {
    Path photo = photo(64, 48, 20, 9);
    Path set = published();
    CommandRun located =
        CommandRun.of(
            "locate",
            set,
            "--input",
            photo,
            "--window",
            "32",
            "--min-score",
            "0",
            "--min-margin",
            "0");
    String[] first = located.lines().get(0).split(",", -1);
    Picture window =
        PictureReader.read(photo)
            .crop(
                Integer.parseInt(first[3]),
                Integer.parseInt(first[4]),
                Integer.parseInt(first[5]),
                Integer.parseInt(first[6]));
    Path cut = scratch.resolve("cut.png");
    ImageIO.write(window.image(), "png", cut.toFile());
    assertThat(CommandRun.of("infer", set, "--input", cut, "--csv").lines().get(1))
        .endsWith(",%s,%s,%s".formatted(first[0], first[1], first[2]));
  }

  @Test
  void whatMeansNothingIsLeftOut() throws IOException {
    Path photo = photo(64, 48, 20, 9);
    CommandRun all =
        CommandRun.of(
            "locate",
            published(),
            "--input",
            photo,
            "--window",
            "32",
            "--min-score",
            "0",
            "--min-margin",
            "0",
            "--ignore",
            "0,1,2,3,4,5,6,7,8,Truck");
    assertThat(all.code()).isZero();
    assertThat(all.out()).isEmpty();
  }

  @Test
  void aClassThatTheSetCallsNothingIsLeftOutUnasked() throws IOException {
    Path photo = photo(140, 100, 57, 31);
    Path set = published();
    Path names = set.resolve("classes.txt");
    Files.writeString(names, Files.readString(names).replace("Deer", "Not a roadsign"));
    Object[] search = {
      "locate", set, "--input", photo, "--window", "32", "--stride", "1", "--min-score", "300"
    };
    CommandRun unasked = CommandRun.of(search);
    assertThat(unasked.code()).as(unasked.err()).isZero();
    assertThat(unasked.out()).doesNotContain("Not a roadsign");
    Object[] asked = Arrays.copyOf(search, search.length + 4);
    System.arraycopy(
        new Object[] {"--ignore", "Truck", "--only", "Not a roadsign"}, 0, asked, search.length, 4);
    assertThat(CommandRun.of(asked).out()).startsWith("4,Not a roadsign,");
  }

  @Test
  void whatWindowsNearbyDoNotBearOutIsLeftOut() throws IOException {
    Path photo = photo(140, 100, 57, 31);
    List<Integer> found = new ArrayList<>();
    for (String percent : new String[] {"0", "60", "100"}) {
      CommandRun run =
          CommandRun.of(
              "locate",
              published(),
              "--input",
              photo,
              "--window",
              "24,32",
              "--min-score",
              "200",
              "--min-margin",
              "1",
              "--min-support",
              percent);
      assertThat(run.code()).as(run.err()).isZero();
      found.add(run.lines().size());
    }
    assertThat(found).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(found.get(2)).isLessThan(found.get(0));
    assertThat(CommandRun.of("locate", published(), "--input", photo, "--min-support", "101").err())
        .contains("expected a number from 0 to 100, found '101'");
  }

  @Test
  void whatCannotBeLookedForIsRefused() throws IOException {
    Path photo = photo(64, 48, 20, 9);
    Path set = published();
    assertThat(CommandRun.of("locate", set, "--input", photo, "--window", "2").err())
        .contains("windows must be at least 8 pixels");
    assertThat(CommandRun.of("locate", set, "--input", photo, "--window", "64").err())
        .contains("is smaller than a window of 64");
    assertThat(CommandRun.of("locate", set, "--input", photo, "--only", "unicorn").err())
        .contains("class 'unicorn': expected a name or 0 to 9");
    assertThat(CommandRun.of("locate", set, "--input", photo, "--out", "x.jpg").err())
        .contains("--out writes PNG");
    Path bits = BlankSet.write("lfcW1A1", 10, scratch.resolve("bits"));
    assertThat(CommandRun.of("locate", bits, "--input", photo).err())
        .contains("lfcW1A1 outputs bits");
  }

  private Path photo(int width, int height, int x, int y) throws IOException {
    byte[] records =
        Files.readAllBytes(Shared.path("golden/inference/inputs/cnv-inputs.cifar10.bin"));
    byte[] deer = Arrays.copyOf(records, RECORD);
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        photo.setRGB(column, row, 0x6a8a5a + random.nextInt(3));
      }
    }
    for (int i = 0; i < 1024; i++) {
      photo.setRGB(
          x + i % 32,
          y + i / 32,
          ((deer[1 + i] & 255) << 16) | ((deer[1025 + i] & 255) << 8) | (deer[2049 + i] & 255));
    }
    Path file = scratch.resolve("photo.png");
    ImageIO.write(photo, "png", file.toFile());
    return file;
  }

  private Path published() throws IOException {
    Path folder = scratch.resolve("cifar10/cnvW1A1");
    if (!Files.exists(folder)) {
      Shared.unpack("golden/parameters/cifar10-cnvW1A1.tar.xz", scratch);
    }
    return folder;
  }
}
