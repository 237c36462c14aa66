package bnn4j.board.linux;

import com.sun.jna.Library;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.Buffer;

/** Functions of the C library, by their own names and argument types. */
interface LibC extends Library {
  int open(String path, int flags);

  int close(int descriptor);

  /** Unlike mmap, takes a 64-bit offset on 32-bit machines too; 0xF8000000 needs the sign bit. */
  Pointer mmap64(
      Pointer address, NativeLong length, int protection, int flags, int descriptor, long offset);

  int munmap(Pointer address, NativeLong length);

  int ioctl(int descriptor, NativeLong request, Buffer argument);

  String strerror(int error);
}
