package dev.lifeboat.agent.unit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongUnaryOperator;

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
    return read(log, size -> size < from ? 0 : from, MOST_BYTES).lines().toList();
  }

  /// The last line that is not blank, shortened; empty if there is none.
  public static String lastLine(Path log) {
    var text = read(log, size -> Math.max(0, size - TAIL_BYTES), TAIL_BYTES).strip();
    var line = text.substring(text.lastIndexOf('\n') + 1);
    return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
  }

  /// Nothing of a log that is not there.
  private static String read(Path log, LongUnaryOperator fromOfSize, int most) {
    try (var channel = FileChannel.open(log)) {
      var buffer = ByteBuffer.allocate(most);
      channel.read(buffer, fromOfSize.applyAsLong(channel.size()));
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    } catch (IOException _) {
      return "";
    }
  }
}
