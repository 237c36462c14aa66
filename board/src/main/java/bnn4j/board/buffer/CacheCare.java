package bnn4j.board.buffer;

/** Cache maintenance between processor and accelerator. */
interface CacheCare {
  /** For memory that is not cached. */
  CacheCare NONE =
      new CacheCare() {
        @Override
        public void afterWrite(int offset, int bytes) {}

        @Override
        public void beforeRead(int offset, int bytes) {}
      };

  /** The processor has written this part of the buffer, for the accelerator to read. */
  void afterWrite(int offset, int bytes);

  /** The processor is about to read this part of the buffer, which the accelerator wrote. */
  void beforeRead(int offset, int bytes);
}
