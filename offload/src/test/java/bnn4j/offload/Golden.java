package bnn4j.offload;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bnn4j.offload.json.LayersFile;
import bnn4j.offload.json.OffloadOverlayFile;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.schedule.Schedule;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The golden vectors of multi-layer offload beside the project, and the original files, unpacked
 * once for all tests. Tests are skipped where there are none.
 */
public final class Golden {
  private static final Path ROOT = Path.of("../../shared/golden/qnn-mo");

  private static Path original;

  private Golden() {}

  /** A golden file. */
  public static Path path(String relative) {
    Path path = ROOT.resolve(relative);
    assumeTrue(Files.exists(path), () -> "skipped: there is no " + path);
    return path;
  }

  /** The bytes of a golden gzip file. */
  public static byte[] gunzip(String relative) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path(relative)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the original repository. */
  public static synchronized Path original(String relative) {
    if (original == null) {
      original = unpack(path("original.tar.xz"));
    }
    return original.resolve(relative);
  }

  private static Path unpack(Path archive) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
      Path folder = Path.of("target/original");
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = folder.resolve(entry.getName());
        if (!entry.isDirectory() && !Files.exists(path)) {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tinier-YOLO. */
  public static OffloadNetwork tinierYolo() {
    return network("tinier-yolo-layers.json", "W1A3");
  }

  /** DoReFa-Net. */
  public static OffloadNetwork doReFa() {
    return network("dorefanet-layers.json", "W1A2");
  }

  private static OffloadNetwork network(String layers, String overlay) {
    var description = LayersFile.read(original("qnn/params/" + layers));
    Schedule schedule = Schedule.of(description, overlay(overlay));
    return OffloadNetwork.read(schedule, description.parameters());
  }

  /** A published overlay. */
  public static OffloadOverlay overlay(String name) {
    return OffloadOverlayFile.read(original("qnn/bitstreams/pynqZ1-Z2/" + name + "-overlay.json"));
  }

  /** The small random network with activations of two bits. */
  public static OffloadNetwork synthetic(Path scratch) {
    var description = LayersFile.read(path("synth-w1a2/layers.json"));
    Schedule schedule = Schedule.of(description, overlay("W1A2"));
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(path("synth-w1a2/binparam.zip")))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        Files.copy(zip, scratch.resolve(Path.of(entry.getName()).getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return OffloadNetwork.read(schedule, scratch);
  }
}
