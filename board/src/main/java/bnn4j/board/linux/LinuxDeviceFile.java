package bnn4j.board.linux;

import bnn4j.overlay.driver.AcceleratorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A device opened by system calls. The C library is loaded on first use. */
final class LinuxDeviceFile implements DeviceFile {
  // The same numbers on x86-64, 32-bit and 64-bit Arm.
  private static final int O_RDWR = 0x2;
  private static final int O_SYNC = 0x101000;
  private static final int O_CLOEXEC = 0x80000;
  private static final int PROT_READ_WRITE = 0x1 | 0x2;
  private static final int MAP_SHARED = 0x1;
  private static final int EPERM = 1;
  private static final int EACCES = 13;

  private static LibC library;

  private final Path name;
  private final int descriptor;
  private boolean closed;

  private LinuxDeviceFile(Path name, int descriptor) {
    this.name = name;
    this.descriptor = descriptor;
  }

  static LinuxDeviceFile open(Path device, boolean uncached) {
    int flags = O_RDWR | O_CLOEXEC | (uncached ? O_SYNC : 0);
    int descriptor = library().open(device.toString(), flags);
    if (descriptor < 0) {
      throw failure("%s: cannot be opened".formatted(device));
    }
    return new LinuxDeviceFile(device, descriptor);
  }

  @Override
  public MappedMemory map(long offset, int bytes) {
    NativeLong length = new NativeLong(bytes);
    Pointer memory =
        library().mmap64(Pointer.NULL, length, PROT_READ_WRITE, MAP_SHARED, descriptor, offset);
    // Memory starts at a page; only the -1 of a failure is odd, however wide.
    if ((Pointer.nativeValue(memory) & 1) != 0) {
      throw failure("%s: %d bytes at 0x%08X cannot be mapped".formatted(name, bytes, offset));
    }
    return new MappedBytes(memory.getByteBuffer(0, bytes), () -> library().munmap(memory, length));
  }

  @Override
  public void control(int request, ByteBuffer argument) {
    // A number with the top bit set is negative here; the kernel looks at 32 bits of it.
    if (library().ioctl(descriptor, new NativeLong(request), argument) < 0) {
      throw failure("%s: request 0x%08X failed".formatted(name, request));
    }
  }

  @Override
  public void close() {
    // A second time the number may be another file's.
    if (!closed) {
      closed = true;
      library().close(descriptor);
    }
  }

  private static AcceleratorException failure(String what) {
    int error = Native.getLastError();
    boolean denied = error == EPERM || error == EACCES;
    String why = denied ? SystemTree.NEEDS_ROOT : library().strerror(error);
    return new AcceleratorException(what + ": " + why);
  }

  private static synchronized LibC library() {
    if (library == null) {
      try {
        library = Native.load("c", LibC.class);
      } catch (LinkageError e) {
        throw new AcceleratorException(
            "JNA cannot make system calls on this machine: %s; set -Djna.tmpdir=DIR to a folder"
                    .formatted(e.getMessage())
                + " that is not mounted noexec",
            e);
      }
    }
    return library;
  }
}
