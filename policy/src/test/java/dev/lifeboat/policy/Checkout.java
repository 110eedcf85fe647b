package dev.lifeboat.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The files of this checkout, as text. Maven says where it is.
final class Checkout {

  static final Path ROOT = Path.of(System.getProperty("lifeboat.root", "..")).toAbsolutePath();

  private Checkout() {}

  /// One file, its path told from the root with `/`.
  record Source(String path, String text) {

    boolean isTest() {
      return path.contains("/src/test/");
    }

    boolean isProduct() {
      return path.contains("/src/main/");
    }

    String folder() {
      return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /// The name of the type that a Java file is about.
    String type() {
      return path.substring(folder().length()).replace(".java", "");
    }

    /// Every line in which the pattern occurs, as `path:line text`.
    List<String> matches(Pattern pattern) {
      var lines = lines();
      return IntStream.range(0, lines.size())
          .filter(i -> pattern.matcher(lines.get(i)).find())
          .mapToObj(i -> path + ":" + (i + 1) + " " + lines.get(i).strip())
          .toList();
    }

    List<String> lines() {
      return text.lines().toList();
    }
  }

  static List<Source> javaSources() {
    return sources(".java");
  }

  static List<Source> sources(String... endings) {
    var sources = new ArrayList<Source>();
    try {
      for (var file : Formatting.sources(ROOT, endings)) {
        var path = ROOT.relativize(file).toString().replace('\\', '/');
        sources.add(new Source(path, Files.readString(file)));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.copyOf(sources);
  }

  /// What a rule finds in any of the sources, each with `path:line`, ready to be shown.
  static List<String> findings(List<Source> sources, Function<Source, List<String>> rule) {
    return sources.parallelStream().flatMap(source -> rule.apply(source).stream()).toList();
  }
}
