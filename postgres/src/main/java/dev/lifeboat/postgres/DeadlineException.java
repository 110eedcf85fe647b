package dev.lifeboat.postgres;

import java.io.IOException;
import java.net.SocketTimeoutException;

/// No answer came before the deadline. Not a `SocketTimeoutException`, since pgjdbc
/// (`VisibleBufferedInputStream`) ignores those during a login and reads on for ever.
final class DeadlineException extends IOException {
  private static final long serialVersionUID = 1L;

  DeadlineException(SocketTimeoutException silence) {
    super(String.valueOf(silence.getMessage()), silence);
  }
}
