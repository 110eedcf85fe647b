package dev.lifeboat.lab.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The System V segments that killed postmasters would leave: PostgreSQL writes key and id of its
/// segment to line 7 of `postmaster.pid`.
///
/// @param ids as `ipcrm` takes them
record SharedSegments(List<String> ids) {
  private static final int LINE = 7;

  SharedSegments {
    ids = List.copyOf(ids);
  }

  /// Those of all databases below `folder`; to be asked before their processes are ended.
  static SharedSegments below(Path folder) throws IOException {
    var segments = new ArrayList<String>();
    if (!Files.isDirectory(folder)) {
      return new SharedSegments(segments);
    }
    try (var files =
        Files.find(
            folder, 3, (path, it) -> it.isRegularFile() && path.endsWith("postmaster.pid"))) {
      for (var file : files.toList()) {
        var lines = Files.readAllLines(file);
        if (lines.size() >= LINE) {
          var line = lines.get(LINE - 1).trim();
          segments.add(line.substring(line.lastIndexOf(' ') + 1));
        }
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return new SharedSegments(segments);
  }

  /// One that is gone already is fine: a server that stopped in good order removed it.
  void remove() throws IOException, InterruptedException {
    for (var id : ids) {
      if (id.matches("[0-9]+")) {
        int _ =
            new ProcessBuilder("ipcrm", "-m", id)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
      }
    }
  }
}
