package bnn4j.offload.jpeg;

/** A row of a component as wide as the picture, as stb_image interpolates it. */
final class Upsampling {
  private final Component component;

  /** How many pixels of the picture a sample is for, across and down. */
  private final int across;

  private final int down;
  private final int width;
  private final int rows;
  private final byte[] row;

  Upsampling(Component component, int columns, int rows, int mostAcross, int mostDown) {
    this.component = component;
    this.across = mostAcross / component.horizontal;
    this.down = mostDown / component.vertical;
    this.width = (columns + across - 1) / across;
    this.rows = (rows * component.vertical + mostDown - 1) / mostDown;
    this.row = new byte[(width + 1) * across];
  }

  /** A row of the picture; until the next call. */
  byte[] row(int y) {
    int near = Math.min(rows - 1, y / down);
    boolean lower = y % down >= down / 2;
    int far = Math.max(0, Math.min(rows - 1, lower && down > 1 ? near + 1 : near - 1));
    int stride = component.stride * 8;
    if (across == 1 && down == 1) {
      System.arraycopy(component.samples, near * stride, row, 0, width);
    } else if (across == 1 && down == 2) {
      vertical(near * stride, far * stride);
    } else if (across == 2 && down == 1) {
      horizontal(near * stride);
    } else if (across == 2 && down == 2) {
      both(near * stride, far * stride);
    } else {
      for (int x = 0; x < width * across; x++) {
        row[x] = component.samples[near * stride + x / across];
      }
    }
    return row;
  }

  private int sample(int at) {
    return component.samples[at] & 0xff;
  }

  private void vertical(int near, int far) {
    for (int x = 0; x < width; x++) {
      row[x] = (byte) ((3 * sample(near + x) + sample(far + x) + 2) >> 2);
    }
  }

  private void horizontal(int at) {
    if (width == 1) {
      row[0] = component.samples[at];
      row[1] = component.samples[at];
      return;
    }
    row[0] = component.samples[at];
    row[1] = (byte) ((3 * sample(at) + sample(at + 1) + 2) >> 2);
    int x = 1;
    for (; x < width - 1; x++) {
      int three = 3 * sample(at + x) + 2;
      row[2 * x] = (byte) ((three + sample(at + x - 1)) >> 2);
      row[2 * x + 1] = (byte) ((three + sample(at + x + 1)) >> 2);
    }
    // The weights are this way round in the original too.
    row[2 * x] = (byte) ((3 * sample(at + width - 2) + sample(at + width - 1) + 2) >> 2);
    row[2 * x + 1] = component.samples[at + width - 1];
  }

  private void both(int near, int far) {
    int sum = 3 * sample(near) + sample(far);
    if (width == 1) {
      row[0] = (byte) ((sum + 2) >> 2);
      row[1] = row[0];
      return;
    }
    row[0] = (byte) ((sum + 2) >> 2);
    for (int x = 1; x < width; x++) {
      int before = sum;
      sum = 3 * sample(near + x) + sample(far + x);
      row[2 * x - 1] = (byte) ((3 * before + sum + 8) >> 4);
      row[2 * x] = (byte) ((3 * sum + before + 8) >> 4);
    }
    row[2 * width - 1] = (byte) ((sum + 2) >> 2);
  }
}
