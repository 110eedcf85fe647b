package dev.lifeboat.agent.api;

import dev.lifeboat.problem.Code;
import dev.lifeboat.watch.AsyncWindowFolder;
import dev.lifeboat.watch.AsyncWindowNotice;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lapses of databases, kept at the edge: what a writer may rely on when both regions are lost
/// to each other.
///
/// @param folder null anywhere but at the edge
record AsyncWindowFiles(@Nullable Path folder) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  void keep(String database, AsyncWindowNotice notice, Instant now) throws IOException {
    if (folder == null || !NAME.matcher(database).matches()) {
      throw new RefusedException(
          404, Code.LB1007.name(), "no lapses of '" + database + "' are kept here");
    }
    new AsyncWindowFolder(folder).keep(database, notice, now);
  }
}
