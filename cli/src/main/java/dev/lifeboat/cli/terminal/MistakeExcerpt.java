package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.PlanMistake;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Line of a plan that a mistake is in, with a mark below the place, for whoever sits at a screen.
///
/// @param lines of the plan; empty when it cannot be read any more
record MistakeExcerpt(List<String> lines) {
  /// What is longer than a screen is wide would put the mark below another line.
  private static final int WIDEST = 100;

  static final int MOST_BYTES = 1 << 20; // A larger file is not read again for each mistake.

  static MistakeExcerpt of(PlanMistake mistake) {
    try {
      return new MistakeExcerpt(read(Path.of(mistake.file())));
    } catch (IOException goneOrNoText) {
      return new MistakeExcerpt(List.of());
    }
  }

  /// A device or a pipe is not read again: it may never end, or give its bytes only once.
  private static List<String> read(Path plan) throws IOException {
    if (!Files.isRegularFile(plan) || Files.size(plan) > MOST_BYTES) {
      return List.of();
    }
    try (var in = Files.newInputStream(plan)) {
      var bytes = ByteBuffer.wrap(in.readNBytes(MOST_BYTES));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().lines().toList();
    }
  }

  /// The mistake, and its place below.
  List<String> told(PlanMistake mistake) {
    var told = new ArrayList<>(List.of("  " + mistake));
    int column = mistake.column();
    if (mistake.line() <= lines.size() && column <= WIDEST) {
      var line = plain(lines.get(mistake.line() - 1));
      if (!line.isBlank()) {
        var number = Integer.toString(mistake.line());
        told.add("    %s | %s".formatted(number, line));
        told.add("    %s | %s^".formatted(" ".repeat(number.length()), " ".repeat(column - 1)));
      }
    }
    return told;
  }

  /// Each character one place wide, and none that steers the screen.
  private static String plain(String line) {
    var plain = line.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
  }
}
