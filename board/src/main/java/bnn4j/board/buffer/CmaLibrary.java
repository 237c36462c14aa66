package bnn4j.board.buffer;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The functions of PYNQ's libcma.so, by their own names. */
interface CmaLibrary extends Library {
  /**
   * Allocates contiguous memory.
   *
   * @return null or -1, if there is none
   */
  Pointer cma_alloc(int bytes, int cacheable);

  NativeLong cma_get_phy_addr(Pointer memory);

  void cma_free(Pointer memory);
}
