package dev.lifeboat.evidence;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.rules.BrokenException;
import dev.lifeboat.rules.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a folder, each read once, so that what is hashed is what is understood.
///
/// @param files by name
record FolderBytes(SortedMap<String, byte[]> files) {
  // Hours of a canary's log; a stranger's file must not fill the memory.
  private static final long LARGEST = 1L << 29;

  FolderBytes {
    files = Collections.unmodifiableSortedMap(files);
  }

  /// @throws BrokenException when something in it is no file, or too large to be one of a run
  /// @throws ProblemException LB4009 when it is no folder or cannot be read
  static FolderBytes read(Path folder) throws BrokenException, ProblemException {
    requireFolder(folder);
    var entries = new TreeMap<String, Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      found.forEach(entry -> entries.put(String.valueOf(entry.getFileName()), entry));
      var files = new TreeMap<String, byte[]>();
      for (var entry : entries.entrySet()) {
        if (!Files.isRegularFile(entry.getValue(), LinkOption.NOFOLLOW_LINKS)) {
          throw BrokenException.of(entry.getKey(), "is no regular file");
        }
        if (Files.size(entry.getValue()) > LARGEST) {
          throw BrokenException.of(entry.getKey(), "is larger than 512 MiB");
        }
        files.put(entry.getKey(), Files.readAllBytes(entry.getValue()));
      }
      return new FolderBytes(files);
    } catch (IOException failed) {
      throw unreadable(folder, "cannot be read: " + FileFailure.reason(failed));
    }
  }

  private static void requireFolder(Path folder) throws ProblemException {
    try {
      if (!DurableFile.isThere(folder) || !Files.isDirectory(folder)) {
        throw unreadable(folder, "is no folder");
      }
    } catch (IOException failed) {
      throw unreadable(folder, "cannot be looked at: " + FileFailure.reason(failed));
    }
  }

  private static ProblemException unreadable(Path folder, String why) {
    return ProblemException.lasting(
        Code.LB4009,
        "%s %s".formatted(folder, why),
        "nothing can be said of it, and nothing was changed",
        "name the folder of a run, such as .lifeboat/runs/RUN");
  }

  /// @throws BrokenException when it is missing
  byte[] need(String name) throws BrokenException {
    var bytes = files.get(name);
    if (bytes == null) {
      throw BrokenException.of(name, "is missing");
    }
    return bytes;
  }

  /// @param line from 1; 0 when the text is all of the file
  /// @throws BrokenException when the text is not JSON in its one spelling
  static void requireSpelling(String name, long line, byte[] text) throws BrokenException {
    var mistake = StrictJson.mistake(text);
    if (mistake.isPresent()) {
      throw new BrokenException(
          new Finding(
              name,
              line == 0 ? OptionalLong.empty() : OptionalLong.of(line),
              OptionalLong.of(mistake.get().column()),
              mistake.get().why()));
    }
  }
}
