package dev.lifeboat.agent.api;

import dev.lifeboat.problem.Code;
import dev.lifeboat.watch.LapseFolder;
import dev.lifeboat.watch.LapseNotice;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Files kept at the edge: the placements, served byte for byte as the controller keeps them, and
/// the lapses of databases, on which a writer may rely when both regions are lost to each other.
///
/// @param folder of both; null anywhere but at the edge
record EdgeFiles(@Nullable Path folder) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  String placement(String workload) throws IOException {
    var missing = "no placement of '" + workload + "' is kept here";
    try {
      return Files.readString(folderOf(workload, missing).resolve(workload + ".json"));
    } catch (NoSuchFileException _) {
      throw new RefusedException(404, Code.LB1007, missing);
    }
  }

  void keep(String database, LapseNotice notice, Instant now) throws IOException {
    var folder = folderOf(database, "no lapses of '" + database + "' are kept here");
    new LapseFolder(folder).keep(database, notice, now);
  }

  private Path folderOf(String name, String missing) throws RefusedException {
    if (folder == null || !NAME.matcher(name).matches()) {
      throw new RefusedException(404, Code.LB1007, missing);
    }
    return folder;
  }
}
