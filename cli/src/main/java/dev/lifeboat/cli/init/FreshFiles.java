package dev.lifeboat.cli.init;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Files and folders that one command makes, to be taken back when it cannot make all: half an
/// example would stand in the way of the next attempt.
final class FreshFiles {
  private final List<Path> made = new ArrayList<>();
  private boolean replaced;

  /// Writes `file` and notes what that made: folders that were not there yet, and the file itself
  /// once it is written. One that another process made meanwhile is not taken back.
  void write(Path file, byte[] bytes) throws IOException {
    var folders = new ArrayList<Path>();
    for (var it = DurableFile.folderOf(file); !DurableFile.isThere(it); ) {
      folders.add(it);
      it = DurableFile.folderOf(it);
    }
    made.addAll(folders.reversed());
    boolean there = DurableFile.isThere(file);
    DurableFile.createFolders(DurableFile.folderOf(file));
    DurableFile.write(file, bytes);
    if (there) {
      replaced = true;
    } else {
      made.add(file);
    }
  }

  /// Removes all of it, and says what is left.
  String remove() {
    boolean gone = true;
    for (var path : made.reversed()) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException stays) {
        gone = false;
      }
    }
    if (!gone) {
      return "files named before it may be there still";
    }
    return replaced
        ? "what was made before it was removed again; what was replaced before it stays so"
        : "nothing was written: what was made before it was removed again";
  }
}
