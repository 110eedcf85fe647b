package dev.lifeboat.agent.unit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The last words of a process: what its log ends with.
public final class LogTail {
  private static final int TAIL_BYTES = 2_000;
  private static final int LONGEST_LINE = 300;

  private LogTail() {}

  /// The last line that is not blank, shortened; empty if there is none.
  public static String lastLine(Path log) {
    try (var channel = FileChannel.open(log)) {
      var buffer = ByteBuffer.allocate(TAIL_BYTES);
      channel.read(buffer, Math.max(0, channel.size() - TAIL_BYTES));
      var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
      var line = text.substring(text.lastIndexOf('\n') + 1);
      return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    } catch (IOException _) {
      return "";
    }
  }
}
