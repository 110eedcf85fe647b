package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// `postmaster.pid`, as `src/include/utils/pidfile.h` describes it. A server that starts writes it
/// line by line, so each part may be missing.
record PostmasterFile(OptionalLong process, OptionalInt segment) {

  private static final int SEGMENT_LINE = 6;

  static PostmasterFile read(Path data) {
    try {
      return parse(Files.readAllLines(data.resolve("postmaster.pid")));
    } catch (IOException _) {
      return parse(List.of()); // No file, no postmaster that started here and has not stopped.
    }
  }

  static PostmasterFile parse(List<String> lines) {
    return new PostmasterFile(process(lines), segment(lines));
  }

  private static OptionalLong process(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().strip().matches("-?\\d{1,18}")) {
      return OptionalLong.empty();
    }
    // A lone backend notes itself with a minus sign.
    return OptionalLong.of(Math.abs(Long.parseLong(lines.getFirst().strip())));
  }

  private static OptionalInt segment(List<String> lines) {
    if (lines.size() <= SEGMENT_LINE) {
      return OptionalInt.empty();
    }
    var keyAndId = lines.get(SEGMENT_LINE).strip().split("\\s+", -1);
    return keyAndId.length == 2 && keyAndId[1].matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(keyAndId[1]))
        : OptionalInt.empty();
  }
}
