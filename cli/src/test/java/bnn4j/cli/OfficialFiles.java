package bnn4j.cli;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sink;
import us.hebi.matlab.mat.types.Sinks;

/** Small made-up editions of the data sets that nobody trained on here, as they are published. */
final class OfficialFiles {
  private OfficialFiles() {}

  /** {@code train_32x32.mat} and {@code test_32x32.mat}: MATLAB 5, label 10 for the digit 0. */
  static void svhn(Path data, int training, int test) throws IOException {
    Path folder = Files.createDirectories(data.resolve("svhn"));
    mat(folder.resolve("train_32x32.mat"), training);
    mat(folder.resolve("test_32x32.mat"), test);
  }

  private static void mat(Path file, int images) throws IOException {
    Random random = new Random(images);
    Matrix x = Mat5.newMatrix(new int[] {32, 32, 3, images}, MatlabType.UInt8);
    for (int i = 0; i < x.getNumElements(); i++) {
      x.setInt(i, random.nextInt(128));
    }
    Matrix y = Mat5.newMatrix(images, 1, MatlabType.UInt8);
    for (int i = 0; i < images; i++) {
      y.setInt(i, 1 + i % 10);
    }
    try (Sink sink = Sinks.newStreamingFile(file.toFile())) {
      Mat5.newWriter(sink).writeMat(Mat5.newMatFile().addArray("X", x).addArray("y", y));
    }
  }

  /** {@code by_merge.zip}: PNG of 128x128, dark on white, by hexadecimal code and partition. */
  static void nist(Path data) throws IOException {
    Path zip = Files.createDirectories(data.resolve("nist-sd19")).resolve("by_merge.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      int left = 0;
      for (String code : new String[] {"30", "31", "41", "43_63", "61"}) {
        for (String partition : new String[] {"hsf_0", "hsf_1", "hsf_2", "hsf_3", "hsf_4"}) {
          for (int i = 0; i < 2; i++) {
            out.putNextEntry(
                new ZipEntry(
                    "by_merge/%s/%s/%s_0000%d.png".formatted(code, partition, partition, i)));
            character(left++, out);
          }
        }
      }
    }
  }

  private static void character(int left, OutputStream out) throws IOException {
    BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 128, 128);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(20 + left, 30, 8, 60);
    graphics.fillRect(20, 30 + left, 60, 8);
    graphics.dispose();
    ImageIO.write(image, "png", out);
  }
}
