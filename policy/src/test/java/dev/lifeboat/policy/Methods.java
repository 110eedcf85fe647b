package dev.lifeboat.policy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
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
  static List<String> longerThan(int limit, Source source) {
    var javac = ToolProvider.getSystemJavaCompiler();
    var task =
        (JavacTask)
            javac.getTask(null, null, null, List.of("-proc:none"), null, List.of(file(source)));
    var positions = Trees.instance(task).getSourcePositions();
    var found = new ArrayList<String>();
    var scanner =
        new TreePathScanner<Void, CompilationUnitTree>() {
          @Override
          public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
            var lines = unit.getLineMap();
            var start = positions.getStartPosition(unit, method);
            var end = positions.getEndPosition(unit, method);
            if (start >= 0 && end >= 0) {
              long first = lines.getLineNumber(start);
              long length = lines.getLineNumber(end) - first + 1;
              if (length > limit) {
                found.add(
                    source.path()
                        + ":"
                        + first
                        + " "
                        + method.getName()
                        + ": "
                        + length
                        + " lines");
              }
            }
            return super.visitMethod(method, unit);
          }
        };
    try {
      for (var unit : task.parse()) {
        scanner.scan(unit, unit);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.copyOf(found);
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
