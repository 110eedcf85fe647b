package dev.lifeboat.plan;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Names of files below the folder of a plan: a path, or one with `*`, `?` and `**`.
///
/// @param parts of the path
record IncludePattern(List<String> parts) {
  /// Folders are left out of the search where it goes deeper: somebody searches a home folder.
  private static final int MOST_DEPTH = 16;

  /// No sign that a file system reads in its own way, nor one that nobody sees.
  private static final Pattern PART = Pattern.compile("[^/\\\\{}\\[\\]:\\p{Cc}]+");

  /// No way up.
  private static final Set<String> NO_NAMES = Set.of(".", "..");

  private static final Pattern WILD = Pattern.compile("[*?]");

  IncludePattern {
    parts = List.copyOf(parts);
  }

  /// Empty where the text is none.
  static Optional<IncludePattern> of(String text) {
    var parts = List.of(text.split("/", -1));
    return parts.stream().allMatch(it -> PART.matcher(it).matches() && !NO_NAMES.contains(it))
        ? Optional.of(new IncludePattern(parts))
        : Optional.empty();
  }

  /// The files that it names, by their path from the folder with `/` in it, with their size.
  ///
  /// @throws IOException when a folder cannot be read, too much would have to be, or a link leads
  ///   out of the folder or to nothing
  NavigableMap<String, Long> files(Path path) throws IOException {
    var folder = IncludeFolder.of(path);
    var found = new TreeMap<String, Long>();
    long fixed = parts.stream().takeWhile(it -> !WILD.matcher(it).find()).count();
    if (fixed == parts.size()) {
      var file = path.resolve(String.join("/", parts));
      if (Files.isRegularFile(file)) {
        folder.requireWithin(file);
        found.put(String.join("/", parts), Files.size(file));
      }
      return found;
    }
    var base = path.resolve(String.join("/", parts.subList(0, (int) fixed)));
    if (Files.isDirectory(base)) {
      var left = parts.subList((int) fixed, parts.size());
      int depth = left.contains("**") ? MOST_DEPTH : left.size();
      Files.walkFileTree(
          base,
          Set.of(FileVisitOption.FOLLOW_LINKS),
          depth,
          new IncludeSearch(folder, base, names(), found));
    }
    return found;
  }

  /// The paths that it names, with `/` in them. Each `**` is no folder or any number of them.
  private Pattern names() {
    var last = parts.size() - 1;
    var names = new StringBuilder();
    for (int i = 0; i <= last; i++) {
      if (!parts.get(i).equals("**")) {
        names.append(name(parts.get(i))).append(i == last ? "" : "/");
      } else if (i == last) {
        names.append(".+");
      } else if (i == 0 || !parts.get(i - 1).equals("**")) {
        names.append("(?:[^/]+/)*");
      }
    }
    return Pattern.compile(names.toString());
  }

  /// Within one folder.
  private static String name(String part) {
    return part.codePoints()
        .mapToObj(it ->
            switch (it) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(Character.toString(it));
            })
        .collect(Collectors.joining());
  }
}
