package dev.lifeboat.journal;

import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The two ends of a journal that was closed and sealed, without what is between them: a thousand
/// runs are listed on the worst day. For the same reason entries are not made of its lines, nor the
/// mapper that would make them. Whoever doubts a run verifies it.
///
/// @param at when it was opened, as its first line says, with plan, workload, mode and reason
/// @param reason why it was opened; empty in journals of early releases
/// @param outcome as the last line but one says
/// @param why it ended so
/// @param files plan and result, with the hashes by which the last line names them
public record ClosedJournal(
    Instant at,
    String plan,
    String workload,
    Mode mode,
    Optional<String> reason,
    Event.Outcome outcome,
    String why,
    Map<String, String> files) {
  // The last two lines take 2 KB, the first some 10, for its runbook, and the second one; most
  // journals are read whole by that.
  private static final int END_BYTES = 8 << 10;
  private static final int BEGIN_BYTES = 32 << 10;

  private static final String AT = "at";
  private static final String EVENT = "event";
  private static final String PREVIOUS = "previous";
  private static final JsonFactory JSON = new JsonFactory();

  /// The ends of `file`; empty where more has to be looked at, also to say what is wrong.
  public static Optional<ClosedJournal> find(Path file) {
    try (var channel = Files.newByteChannel(file)) {
      long end = channel.size();
      var begin = part(channel, 0, Math.min(end, BEGIN_BYTES));
      var lines = begin.length == end ? begin : part(channel, Math.max(0, end - END_BYTES), end);
      int last = lineBefore(lines, lines.length - 1);
      int before = lineBefore(lines, last - 1);
      if (before < 0 || lines[lines.length - 1] != '\n') {
        return Optional.empty();
      }
      var seal = Arrays.copyOfRange(lines, last, lines.length - 1);
      var ended = Arrays.copyOfRange(lines, before, last - 1);
      int firstEnd = JournalReader.lineEnd(begin, 0);
      int secondEnd = firstEnd < 0 ? -1 : JournalReader.lineEnd(begin, firstEnd + 1);
      if (secondEnd < 0) {
        return Optional.empty();
      }
      var first = Arrays.copyOf(begin, firstEnd);
      var second = Arrays.copyOfRange(begin, firstEnd + 1, secondEnd);
      var begun = texts(first, Set.of(AT, EVENT, "run", "plan", "workload", "mode", "reason"));
      return isOf(text(begun, "run"), file)
              && JournalCodec.hash(first).equals(texts(second, Set.of(PREVIOUS)).get(PREVIOUS))
          ? of(begun, ended, seal)
          : Optional.empty();
    } catch (IOException
        | JacksonException
        | IllegalArgumentException
        | DateTimeException unclear) {
      return Optional.empty();
    }
  }

  private static boolean isOf(String run, Path file) {
    var folder = file.toAbsolutePath().getParent();
    return folder != null && folder.endsWith(run);
  }

  private static Optional<ClosedJournal> of(Map<String, String> begun, byte[] ended, byte[] seal) {
    var files = texts(seal, Set.of(EVENT, PREVIOUS, "plan.yaml", "result.json"));
    var end = texts(ended, Set.of(EVENT, "outcome", "why"));
    return "Sealed".equals(files.get(EVENT))
            && JournalCodec.hash(ended).equals(files.get(PREVIOUS))
            && "RunEnded".equals(end.get(EVENT))
            && "RunOpened".equals(begun.get(EVENT))
        ? Optional.of(
            new ClosedJournal(
                Instant.parse(text(begun, AT)),
                text(begun, "plan"),
                text(begun, "workload"),
                Mode.of(text(begun, "mode")),
                Optional.ofNullable(begun.get("reason")),
                Event.Outcome.valueOf(text(end, "outcome")),
                text(end, "why"),
                files))
        : Optional.empty();
  }

  private static String text(Map<String, String> line, String name) {
    var text = line.get(name);
    if (text == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return text;
  }

  /// The first text of each name that is looked for; the rest is not read once all are found.
  static Map<String, String> texts(byte[] line, Set<String> names) {
    var found = new TreeMap<String, String>();
    try (var parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      for (var token = parser.nextToken();
          token != null && found.size() < names.size();
          token = parser.nextToken()) {
        var name = parser.currentName();
        if (token == JsonToken.VALUE_STRING && name != null && names.contains(name)) {
          found.putIfAbsent(name, parser.getString());
        }
      }
    }
    return found;
  }

  /// The hash with which a file was sealed, of the plan and the result; empty where none was.
  public Optional<String> hash(String name) {
    return Optional.ofNullable(files.get(name));
  }

  /// The bytes between two places.
  private static byte[] part(SeekableByteChannel channel, long from, long until)
      throws IOException {
    var bytes = ByteBuffer.allocate(Math.toIntExact(until - from));
    channel.position(from);
    int read = 0;
    while (read >= 0 && bytes.hasRemaining()) {
      read = channel.read(bytes);
    }
    return bytes.hasRemaining() ? Arrays.copyOf(bytes.array(), bytes.position()) : bytes.array();
  }

  /// Where the line begins that ends at `end`; below zero where that is not within these bytes.
  private static int lineBefore(byte[] lines, int end) {
    int start = end;
    while (start > 0 && lines[start - 1] != '\n') {
      start--;
    }
    return start == 0 ? -1 : start;
  }
}
