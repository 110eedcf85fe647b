package dev.lifeboat.policy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.lifeboat.policy.Checkout.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// How long methods are, as javac's parser sees them: from the first modifier or annotation to the
/// closing brace, so that the doc comment counts nothing.
final class Methods {

  private Methods() {}

  /// Every method of more lines than that, with `path:line`.
  static List<String> longerThan(int limit, List<Source> sources) {
    var task = task(sources);
    var scanner = new LongMethods(limit, Trees.instance(task).getSourcePositions());
    parsed(task).forEach(unit -> scanner.scan(unit, unit));
    return List.copyOf(scanner.found);
  }

  /// The sources as trees.
  static Iterable<? extends CompilationUnitTree> parsed(List<Source> sources) {
    return parsed(task(sources));
  }

  private static Iterable<? extends CompilationUnitTree> parsed(JavacTask task) {
    try {
      return task.parse();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// All sources go to one javac, since a new one takes longer to start than most files to parse.
  private static JavacTask task(List<Source> sources) {
    var javac = ToolProvider.getSystemJavaCompiler();
    var files = sources.stream().map(Methods::file).toList();
    return (JavacTask) javac.getTask(null, null, null, List.of("-proc:none"), null, files);
  }

  private static final class LongMethods extends TreePathScanner<Void, CompilationUnitTree> {
    private final List<String> found = new ArrayList<>();
    private final int limit;
    private final SourcePositions positions;

    LongMethods(int limit, SourcePositions positions) {
      this.limit = limit;
      this.positions = positions;
    }

    @Override
    public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
      var lines = unit.getLineMap();
      var start = positions.getStartPosition(unit, method);
      var end = positions.getEndPosition(unit, method);
      if (start >= 0 && end >= 0) {
        long first = lines.getLineNumber(start);
        long length = lines.getLineNumber(end) - first + 1;
        if (length > limit) {
          var path = unit.getSourceFile().toUri().getPath().substring(1);
          found.add("%s:%d %s: %d lines".formatted(path, first, method.getName(), length));
        }
      }
      return super.visitMethod(method, unit);
    }
  }

  private static JavaFileObject file(Source source) {
    var name = URI.create("string:///" + source.path());
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source.text();
      }
    };
  }
}
