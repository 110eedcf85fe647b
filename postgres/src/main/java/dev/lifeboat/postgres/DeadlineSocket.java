package dev.lifeboat.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;

/// A socket with one deadline for whatever is read of it, also by a TLS handshake over it, so that
/// a peer that answers byte by byte gains nothing.
final class DeadlineSocket extends Socket {
  private final boolean heedsInterrupts;
  private volatile Deadline deadline;
  private volatile int nextMillis;

  /// @param first for connecting and logging in, together
  /// @param heedsInterrupts whether an interrupt ends a read on any thread, not on virtual ones
  ///   alone
  DeadlineSocket(Deadline first, boolean heedsInterrupts) {
    this.deadline = first;
    this.heedsInterrupts = heedsInterrupts;
  }

  /// From now on.
  void limit(Deadline next) {
    deadline = next;
  }

  @Override
  public void connect(SocketAddress remote, int ignoredMillis) throws IOException {
    super.connect(remote, deadline.remainingMillis());
  }

  /// Zero, which elsewhere means for ever, leaves the deadline as it is: the driver says it before
  /// and after a TLS handshake, in the midst of a login.
  @Override
  public void setSoTimeout(int millis) {
    if (millis > 0) {
      deadline = Deadline.in(Duration.ofMillis(millis));
      nextMillis = millis;
    }
  }

  /// Zero during a login, whose deadline the driver would else begin anew.
  @Override
  public int getSoTimeout() {
    return nextMillis;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new DeadlineInputStream(
        super.getInputStream(),
        heedsInterrupts,
        mostMillis -> super.setSoTimeout(Math.min(mostMillis, deadline.remainingMillis())));
  }
}
