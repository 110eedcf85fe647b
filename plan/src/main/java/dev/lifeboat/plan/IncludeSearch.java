package dev.lifeboat.plan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableMap;
import java.util.regex.Pattern;

/// Looks into each folder that is not hidden, and follows links that stay within the plan's folder.
final class IncludeSearch extends SimpleFileVisitor<Path> {
  /// More are no folder of plans.
  private static final int MOST_SEEN = 100_000;

  /// Stands where a name could not be read, which then leads to no file.
  private static final char UNREAD = '\uFFFD';

  private final IncludeFolder folder;
  private final Path base;
  private final Pattern names;
  private final NavigableMap<String, Long> found;
  private int seen;

  IncludeSearch(IncludeFolder folder, Path base, Pattern names, NavigableMap<String, Long> found) {
    this.folder = folder;
    this.base = base;
    this.names = names;
    this.found = found;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes)
      throws IOException {
    if (!entered.equals(base) && (isHidden(entered) || folder.isIn(entered))) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    folder.requireWithin(entered);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    seen++;
    if (seen > MOST_SEEN) {
      throw new IOException("more than %d files are there".formatted(MOST_SEEN));
    }
    if (!isHidden(file) && names.matcher(folder.name(file)).matches()) {
      take(file, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  /// What is hidden is not looked into, so nobody needs to be able to.
  @Override
  public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
    if (!path.equals(base) && isHidden(path)) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private void take(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      throw new IOException("%s is a link to nothing".formatted(folder.name(file)));
    }
    if (attributes.isRegularFile()) {
      folder.requireWithin(file);
      var name = folder.name(file);
      if (name.indexOf(UNREAD) >= 0) {
        throw new IOException("the name %s is no UTF-8; rename it".formatted(name));
      }
      found.put(name, attributes.size());
    }
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }
}
