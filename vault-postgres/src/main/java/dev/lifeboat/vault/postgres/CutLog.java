package dev.lifeboat.vault.postgres;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Beginning of a part of a log. What comes behind it is taken and written nowhere.
final class CutLog extends FilterOutputStream {
  private long left;

  /// @param bytes that are written
  CutLog(OutputStream out, long bytes) {
    super(out);
    this.left = Math.max(0, bytes);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int count = (int) Math.min(left, length);
    out.write(bytes, offset, count);
    left -= count;
  }

  /// The file stays open for whoever gave it.
  @Override
  public void close() throws IOException {
    flush();
  }
}
