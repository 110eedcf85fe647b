package dev.lifeboat.agent.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Copies kept of a database's old files, and whether it could be cloned.
///
/// @param copies the oldest epoch first
/// @param freeBytes where they are
/// @param noRoom why it must be cloned to follow and there is no room for that, with what takes the
///   space; null where there is room, or no need, or where that cannot be told
public record KeptCopies(List<KeptCopy> copies, long freeBytes, @Nullable String noRoom) {
  public KeptCopies {
    copies = List.copyOf(copies);
  }
}
