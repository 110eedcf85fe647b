package dev.lifeboat.postgres;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/// No answer came before the deadline. Not a `SocketTimeoutException`, since pgjdbc
/// (`VisibleBufferedInputStream`) ignores those during a login and reads on for ever; but its
/// parent, after which an encrypted connection can be read on (`SSLSocketImpl`).
final class DeadlineException extends InterruptedIOException {
  private static final long serialVersionUID = 1L;

  DeadlineException(SocketTimeoutException silence) {
    super(String.valueOf(silence.getMessage()));
    initCause(silence);
  }
}
