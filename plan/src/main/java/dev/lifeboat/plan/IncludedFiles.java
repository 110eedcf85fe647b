package dev.lifeboat.plan;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.KeyType.Texts;
import dev.lifeboat.plan.YamlNode.Mapping;
import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Files that a plan names under `include`, read as one plan with it.
///
/// They are taken in the order of their paths, whatever a file system's own is, and what has no
/// order of its own by name: the same files are the same plan everywhere.
final class IncludedFiles {
  private static final String RULE =
      "write a list of files below the plan's folder, such as [teams/*.yaml]";

  /// More are no plan that people keep in order.
  private static final int MOST_FILES = 10_000;

  /// Files below its folder with more workloads, vaults, people, assess. Patterns take `*`, `?`,
  /// `**`.
  static final PlanKey<List<String>> INCLUDE = new Texts(RULE, 1).key("include");

  private final Path file;
  private final KeyType<?> shape;
  private final PlanReferences references;
  private final Mistakes mistakes;
  private int linesBefore;

  /// @param file that names them
  /// @param shape that each file should have
  IncludedFiles(Path file, KeyType<?> shape, PlanReferences references, Mistakes mistakes) {
    this.file = file;
    this.shape = shape;
    this.references = references;
    this.mistakes = mistakes;
  }

  /// Whether a file names others.
  static boolean areNamed(YamlNode root) {
    return root instanceof Mapping mapping && mapping.first(INCLUDE.name()).isPresent();
  }

  /// The one plan; what it lacks is among the mistakes.
  ///
  /// @param bytes of the file
  Optional<Mapping> whole(byte[] bytes, Mapping root) {
    linesBefore = lines(bytes);
    return whole(bytes.length, root);
  }

  private Optional<Mapping> whole(long ownBytes, Mapping root) {
    var include = PlanValue.root(root, mistakes).value(INCLUDE.name()).orElseThrow();
    var found = found(include);
    long all = ownBytes + found.values().stream().mapToLong(it -> it).sum();
    if (found.size() > MOST_FILES) {
      return include.wrong("names %d files".formatted(found.size()), "name 10000 at most");
    }
    if (all > PlanReader.MOST_BYTES) {
      return include.wrong(
          "names files that hold %d MiB with this one".formatted(all >> 20),
          "keep all together below 64 MiB");
    }
    if (!mistakes.none()) {
      return Optional.empty();
    }
    var layers = new ArrayList<>(List.of(root.without(INCLUDE.name())));
    found.forEach((name, size) -> part(name, size).ifPresent(layers::add));
    if (!mistakes.none()) {
      return Optional.empty();
    }
    var merged = PlanLayers.merged(layers, mistakes);
    return mistakes.none() ? Optional.of(merged) : Optional.empty();
  }

  /// By path, with their size.
  private Map<String, Long> found(PlanValue include) {
    var folder = DurableFile.folderOf(file.toAbsolutePath().normalize());
    var found = new TreeMap<String, Long>();
    var items = include.items(RULE).orElse(List.of());
    if (include.isEmptyList()) {
      include.wrong("is an empty list", RULE);
    }
    if (items.size() > MOST_FILES) {
      include.wrong("has %d items".formatted(items.size()), "name 10000 at most");
      return found;
    }
    for (var item : items) {
      item.text(RULE)
          .ifPresent(text ->
              IncludePattern.of(text)
                  .ifPresentOrElse(
                      pattern -> look(item, text, pattern, folder, found),
                      () -> item.wrong("is " + Quote.of(text), RULE)));
    }
    return found;
  }

  private void look(
      PlanValue item, String text, IncludePattern pattern, Path folder, Map<String, Long> found) {
    try {
      var files = pattern.files(folder);
      files.remove(String.valueOf(file.getFileName()));
      if (files.isEmpty()) {
        item.wrong(
            "is %s, and there is no such file".formatted(Quote.of(text)),
            "name files below " + Quote.clean(folder.toString()));
      }
      found.putAll(files);
    } catch (IOException failure) {
      item.wrong(
          "cannot be looked for: " + Quote.clean(FileFailure.reason(failure)), "see to the folder");
    }
  }

  private Optional<Mapping> part(String name, long size) {
    mistakes.begin(file.resolveSibling(name).toString(), linesBefore);
    byte[] bytes;
    try (var in = Files.newInputStream(file.resolveSibling(name))) {
      bytes = in.readNBytes((int) size + 1);
    } catch (IOException failure) {
      mistakes.add(
          mistakes.start(),
          "the file cannot be read: " + Quote.clean(FileFailure.reason(failure)),
          "see to its permissions");
      return Optional.empty();
    }
    if (bytes.length > size) {
      mistakes.add(mistakes.start(), "the file grows while it is read", "try again");
      return Optional.empty();
    }
    linesBefore += lines(bytes);
    return PlanReader.tree(bytes, shape, references, mistakes)
        .flatMap(root -> PlanLayers.part(root, file, mistakes));
  }

  /// At least as many as any reader counts.
  private static int lines(byte[] bytes) {
    int lines = 2;
    for (byte it : bytes) {
      lines += it == '\n' || it == '\r' ? 1 : 0;
    }
    return lines;
  }
}
