package bnn4j.datasets.picture;

import java.util.Arrays;

/**
 * The connected patches of a mask, diagonal neighbours included.
 *
 * @param label of each pixel, {@code [rows][columns]}: from 1, 0 outside of all patches
 * @param area pixels of each patch, by label
 * @param length the longer side of the box around each patch, by label
 * @param atEdge whether a patch reaches the edge of the mask, by label
 */
record Patches(int[] label, int[] area, int[] length, boolean[] atEdge) {

  /** Of a mask, {@code [rows][columns]}. */
  static Patches of(boolean[] mask, int rows, int columns) {
    int[] label = new int[mask.length];
    int[] stack = new int[mask.length];
    int[] area = new int[16];
    int[] length = new int[16];
    boolean[] atEdge = new boolean[16];
    int count = 0;
    for (int start = 0; start < mask.length; start++) {
      if (!mask[start] || label[start] != 0) {
        continue;
      }
      count++;
      if (count == area.length) {
        area = Arrays.copyOf(area, 2 * count);
        length = Arrays.copyOf(length, 2 * count);
        atEdge = Arrays.copyOf(atEdge, 2 * count);
      }
      int top = rows;
      int bottom = 0;
      int left = columns;
      int right = 0;
      int waiting = 0;
      stack[waiting++] = start;
      label[start] = count;
      while (waiting > 0) {
        int at = stack[--waiting];
        int row = at / columns;
        int column = at % columns;
        area[count]++;
        top = Math.min(top, row);
        bottom = Math.max(bottom, row);
        left = Math.min(left, column);
        right = Math.max(right, column);
        for (int y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
          for (int x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
            int neighbour = y * columns + x;
            if (mask[neighbour] && label[neighbour] == 0) {
              label[neighbour] = count;
              stack[waiting++] = neighbour;
            }
          }
        }
      }
      length[count] = Math.max(bottom - top, right - left) + 1;
      atEdge[count] = top == 0 || left == 0 || bottom == rows - 1 || right == columns - 1;
    }
    return new Patches(label, area, length, atEdge);
  }
}
