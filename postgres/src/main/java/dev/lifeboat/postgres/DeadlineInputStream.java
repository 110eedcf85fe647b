package dev.lifeboat.postgres;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/// Sets the socket's time-out to what is left before each read, so that a peer that answers byte by
/// byte gains nothing.
final class DeadlineInputStream extends FilterInputStream {

  interface Limit {
    void apply() throws IOException;
  }

  private final Limit limit;

  DeadlineInputStream(InputStream in, Limit limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      limit.apply();
      return super.read(bytes, offset, length);
    } catch (SocketTimeoutException silence) {
      throw new DeadlineException(silence);
    }
  }
}
