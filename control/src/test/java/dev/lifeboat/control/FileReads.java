package dev.lifeboat.control;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/// What a piece of code reads of files, as the virtual machine itself records it.
final class FileReads {
  private final Map<Path, Long> bytes = new TreeMap<>();

  /// Those of `act` in this process.
  static FileReads of(Path scratch, Callable<?> act) throws Exception {
    var reads = new FileReads();
    var dump = scratch.resolve("reads.jfr");
    try (var recording = new Recording()) {
      recording
          .enable("jdk.FileRead")
          .withoutThreshold()
          .withoutStackTrace()
          .with("throttle", "off");
      recording.start();
      var _ = act.call();
      recording.stop();
      recording.dump(dump);
    }
    reads.take(dump);
    return reads;
  }

  private void take(Path dump) throws IOException {
    for (var event : RecordingFile.readAllEvents(dump)) {
      var path = event.getString("path");
      if (path != null) {
        bytes.merge(Path.of(path), Math.max(0, event.getLong("bytesRead")), Long::sum);
      }
    }
  }

  /// By file of that name.
  Map<Path, Long> of(String name) {
    var found = new TreeMap<>(bytes);
    found.keySet().removeIf(path -> !path.endsWith(name));
    return found;
  }
}
