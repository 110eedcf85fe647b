package dev.lifeboat.plan;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Reads no more than so many characters at a stretch: one text of a hostile file would fill the
/// memory before anybody saw it. One line is bounded more narrowly, since the library takes time by
/// the square of its length.
final class BoundedReader extends FilterReader {
  /// No text or comment of a plan is longer; ten thousand lines of notes are a quarter of it.
  private static final int MOST_AT_A_STRETCH = 4 << 20;

  private static final int MOST_OF_A_LINE = 1 << 18;

  private int read;
  private int readOfLine;

  BoundedReader(Reader reader) {
    super(reader);
  }

  /// The stretch so far has been seen.
  void beginStretch() {
    read = 0;
    readOfLine = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (read > MOST_AT_A_STRETCH || readOfLine > MOST_OF_A_LINE) {
      throw new TooLong();
    }
    int got = Math.max(0, super.read(buffer, offset, length));
    read += got;
    int sinceBreak = 0;
    while (sinceBreak < got && !isBreak(buffer[offset + got - 1 - sinceBreak])) {
      sinceBreak++;
    }
    readOfLine = sinceBreak < got ? sinceBreak : readOfLine + got;
    return got == 0 ? -1 : got;
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  /// The stretch is longer than one may be.
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("a stretch is too long", null, false, false);
    }
  }
}
