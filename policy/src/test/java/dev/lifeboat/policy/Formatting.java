package dev.lifeboat.policy;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Google's Java format over every source of the checkout.
///
/// Uses nothing but the JDK and the formatter, since `./mvnw -q -Pformat` also runs this file
/// alone, as a program, when nothing else compiles.
final class Formatting {

  /// Folders that hold what was built or kept, not what was written.
  private static final Set<String> NOT_SOURCES =
      Set.of("target", ".git", ".lifeboat", ".idea", ".venv");

  private Formatting() {}

  /// Rewrites the sources below the folder that is the only argument, and names those it changed.
  public static void main(String[] arguments) throws IOException, FormatterException {
    for (var file : sources(Path.of(arguments[0]), ".java")) {
      var before = Files.readString(file);
      var after = formatted(before);
      if (!after.equals(before)) {
        Files.writeString(file, after);
        System.out.println("formatted " + file);
      }
    }
  }

  /// The text as the formatter's own command line leaves it: imports sorted, unused ones gone.
  static String formatted(String source) throws FormatterException {
    var options = JavaFormatterOptions.defaultOptions();
    var imports = ImportOrderer.reorderImports(source, options.style());
    return new Formatter(options).formatSource(RemoveUnusedImports.removeUnusedImports(imports));
  }

  /// Every file below the root whose name ends so, in the order of its path.
  static List<Path> sources(Path root, String... endings) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && NOT_SOURCES.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            for (var ending : endings) {
              if (file.toString().endsWith(ending)) {
                found.add(file);
                break;
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return List.copyOf(found);
  }
}
