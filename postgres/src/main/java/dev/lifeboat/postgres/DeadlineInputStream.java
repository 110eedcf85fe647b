package dev.lifeboat.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;

/// What a [DeadlineSocket] reads: before each read the socket's time-out is set to what is left.
final class DeadlineInputStream extends FilterInputStream {
  /// An interrupt is seen this soon.
  private static final int SLICE_MILLIS = 100;

  private final boolean heedsInterrupts;
  private final Limit limit;

  /// Sets the time-out of the next read.
  interface Limit {
    /// Sets it to what is left, and no more than `mostMillis`.
    ///
    /// @throws SocketTimeoutException when nothing is left
    void apply(int mostMillis) throws IOException;
  }

  DeadlineInputStream(InputStream in, boolean heedsInterrupts, Limit limit) {
    super(in);
    this.heedsInterrupts = heedsInterrupts;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (true) {
      if (heedsInterrupts && Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
      try {
        limit.apply(SLICE_MILLIS);
      } catch (SocketTimeoutException silence) {
        throw new DeadlineException(silence);
      }
      try {
        return super.read(bytes, offset, length);
      } catch (SocketTimeoutException _) {
        // Of this slice; the next look at the limit tells whether all of it is over.
      }
    }
  }
}
