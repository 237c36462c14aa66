package bnn4j.datasets.fetch;

import bnn4j.datasets.CatalogueEntry;
import bnn4j.datasets.DataFile;
import bnn4j.datasets.ImageShape;
import bnn4j.datasets.Part;
import bnn4j.foundation.Checksum;
import bnn4j.foundation.fuzz.Gzip;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** A data set of one packed file, and its catalogue entry. */
final class SmallSet {
  static final byte[] RAW = noise();
  static final byte[] PACKED = Gzip.pack(RAW);

  private SmallSet() {}

  static CatalogueEntry entry(URI... mirrors) {
    DataFile file =
        new DataFile(
            "images",
            List.of(),
            Part.TRAINING,
            DataFile.Content.IMAGES,
            RAW.length,
            sha256(RAW),
            new DataFile.Download("images.gz", PACKED.length, sha256(PACKED)));
    return new CatalogueEntry(
        "small",
        "A small set",
        "idx",
        new ImageShape(1, 1, 1),
        List.of("only"),
        1,
        1,
        "",
        "",
        "",
        List.of(mirrors),
        List.of(file));
  }

  private static byte[] noise() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static String sha256(byte[] bytes) {
    return new Checksum().add(bytes).hex();
  }
}
