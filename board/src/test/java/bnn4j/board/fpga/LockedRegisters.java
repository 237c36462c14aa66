package bnn4j.board.fpga;

import bnn4j.board.linux.DeviceFile;
import bnn4j.board.linux.MappedMemory;
import java.nio.ByteBuffer;

/** Registers that all have one value and keep it. */
record LockedRegisters(int value) implements DeviceFile, MappedMemory {
  @Override
  public MappedMemory map(long offset, int bytes) {
    return this;
  }

  @Override
  public void control(int request, ByteBuffer argument) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int bytes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int readInt(int offset) {
    return value;
  }

  @Override
  public void writeInt(int offset, int ignored) {}

  @Override
  public void read(int offset, long[] target, int at, int words) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void write(int offset, long[] source, int at, int words) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
