package bnn4j.overlay.driver;

/** A time in which every look takes a microsecond, and a pause no time at all to wait for. */
final class FakeTicker implements Ticker {
  private long now = Long.MAX_VALUE - 1000;

  @Override
  public long nanos() {
    now += 1000;
    return now;
  }

  @Override
  public void pause(long nanos) {
    now += nanos;
  }
}
