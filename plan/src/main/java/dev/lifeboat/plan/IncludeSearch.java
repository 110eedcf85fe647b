package dev.lifeboat.plan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.NavigableMap;

/// Looks into each folder that is not hidden, and follows no link.
final class IncludeSearch extends SimpleFileVisitor<Path> {
  /// More are no folder of plans.
  private static final int MOST_SEEN = 100_000;

  private final Path folder;
  private final Path base;
  private final List<PathMatcher> matchers;
  private final NavigableMap<String, Long> found;
  private int seen;

  IncludeSearch(
      Path folder, Path base, List<PathMatcher> matchers, NavigableMap<String, Long> found) {
    this.folder = folder;
    this.base = base;
    this.matchers = matchers;
    this.found = found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
    return !entered.equals(base) && isHidden(entered)
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    seen++;
    if (seen > MOST_SEEN) {
      throw new IOException("more than %d files are there".formatted(MOST_SEEN));
    }
    var name = folder.relativize(file);
    if (attributes.isRegularFile()
        && !isHidden(file)
        && matchers.stream().anyMatch(it -> it.matches(name))) {
      found.put(name.toString().replace('\\', '/'), attributes.size());
    }
    return FileVisitResult.CONTINUE;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
