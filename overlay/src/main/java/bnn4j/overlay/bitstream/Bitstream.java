package bnn4j.overlay.bitstream;

import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A {@code .bit} file: what its header says, and the configuration of the FPGA.
 *
 * @param file where it is from
 * @param design name of the design, as its author gave it
 * @param part the chip that it is for, such as {@code 7z020clg400}
 * @param date of its making
 * @param time of its making
 * @param content the whole file
 * @param start where in it the configuration starts, which goes on to the end; whole 32-bit words
 */
public record Bitstream(
    Path file, String design, String part, String date, String time, byte[] content, int start) {
  /**
   * Reads a file.
   *
   * @throws Refusal saying what is wrong at which offset
   */
  public static Bitstream read(Path file) {
    return BitstreamReader.read(file);
  }

  /** The file's name up to the extension. */
  public String name() {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** The whole file, as the older driver wants it. */
  public ByteBuffer whole() {
    return ByteBuffer.wrap(content);
  }

  /** The configuration with the bytes of each word swapped, as the newer driver wants it. */
  public ByteBuffer swapped() {
    ByteBuffer words = ByteBuffer.wrap(content, start, content.length - start);
    ByteBuffer swapped = ByteBuffer.allocate(content.length - start).order(ByteOrder.LITTLE_ENDIAN);
    while (words.hasRemaining()) {
      swapped.putInt(words.getInt());
    }
    return swapped.flip();
  }

  /**
   * Says whether it is for such a chip.
   *
   * @throws Refusal naming its part, if not
   */
  public void checkFor(Family family) {
    if (!family.hasPart(part)) {
      throw new Refusal(
          "%s: is for a %s, but this board has a %s; use the bitstream for this chip"
              .formatted(file, part, family));
    }
  }

  /**
   * Says whether it may be such an overlay; the header does not tell, but published bitstreams have
   * it in their names.
   *
   * @throws Refusal if the name is of another published overlay
   */
  public void checkFor(Overlay overlay) {
    for (Overlay other : Overlays.published()) {
      if (name().startsWith(other.name()) && !other.name().equals(overlay.name())) {
        throw new Refusal(
            "%s: by its name it is for overlay %s; the parameter set is for %s"
                .formatted(file, other.name(), overlay.name()));
      }
    }
  }
}
