package dev.lifeboat.agent.unit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The last words of a process: what its log ends with.
public final class LogTail {
  private static final int TAIL_BYTES = 2_000;

  /// Of a server that did not come up; it may have refused many logins meanwhile.
  private static final int MOST_BYTES = 1 << 16;

  private static final int LONGEST_LINE = 300;

  private LogTail() {}

  /// Where the log ends now; 0 if there is none.
  public static long end(Path log) {
    try {
      return Files.size(log);
    } catch (IOException _) {
      return 0;
    }
  }

  /// The first lines after `from`, as [#end] told it; all of them again if the log was cut since.
  public static List<String> lines(Path log, long from) {
    try (var channel = FileChannel.open(log)) {
      var buffer = ByteBuffer.allocate(MOST_BYTES);
      channel.read(buffer, channel.size() < from ? 0 : from);
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

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
