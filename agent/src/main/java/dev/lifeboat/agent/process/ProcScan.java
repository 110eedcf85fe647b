package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Linux: reads `/proc`. A process that ends while it is read is left out; one that may not be read
/// belongs to somebody else.
final class ProcScan implements ProcessScan {
  private static final Path PROC = Path.of("/proc");

  /// What the kernel appends to the name of a folder that was removed.
  private static final String REMOVED = " (deleted)";

  @Override
  public List<Seen> look() throws IOException {
    var seen = new ArrayList<Seen>();
    try (var folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (var folder : folders) {
        read(folder).ifPresent(seen::add);
      }
    }
    return seen;
  }

  private static Optional<Seen> read(Path folder) {
    try {
      var stat = ProcStat.parse(text(folder.resolve("stat")));
      if (stat.isEmpty() || stat.get().defunct()) {
        return Optional.empty();
      }
      long pid = Long.parseLong(String.valueOf(folder.getFileName()));
      var command = text(folder.resolve("cmdline")).replace('\0', ' ').trim();
      var process =
          new LivingProcess(
              pid, command.isEmpty() ? stat.get().name() : command, stat.get().frozen());
      return Optional.of(
          new Seen(process, stat.get().parent(), directory(folder), markers(folder)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String directory(Path folder) throws IOException {
    var link = Files.readSymbolicLink(folder.resolve("cwd")).toString();
    return link.endsWith(REMOVED) ? link.substring(0, link.length() - REMOVED.length()) : link;
  }

  private static Map<String, String> markers(Path folder) throws IOException {
    var markers = new TreeMap<String, String>();
    for (var entry : text(folder.resolve("environ")).split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0 && entry.startsWith("LIFEBOAT_")) {
        markers.put(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return markers;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
