package dev.lifeboat.mutation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The whole product once more, with one line of it changed: that class is compiled from its
/// changed source, in memory, and every other class is loaded again beside it.
public final class MutatedProduct extends ClassLoader {
  private static final String OURS = "dev.lifeboat.";

  private final Map<String, byte[]> changed;

  /// @param modules whose sources have the class
  public MutatedProduct(ChangedLine line, List<String> modules) throws IOException {
    super(MutatedProduct.class.getClassLoader());
    this.changed = compiled(line, source(line.type(), modules));
  }

  private static Map<String, byte[]> compiled(ChangedLine line, Path source) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var said = new StringWriter();
    var classes = new HashMap<String, ByteArrayOutputStream>();
    try (var files = new InMemory(compiler.getStandardFileManager(null, null, null), classes)) {
      var task =
          compiler.getTask(
              said,
              files,
              null,
              List.of("-proc:none", "-nowarn", "-parameters"),
              null,
              List.of(new Source(line.type(), line.in(Files.readString(source)))));
      if (!task.call()) {
        throw new IllegalStateException(line + " does not compile: " + said);
      }
    }
    var bytes = new HashMap<String, byte[]>();
    classes.forEach((name, code) -> bytes.put(name, code.toByteArray()));
    return bytes;
  }

  private static Path source(String type, List<String> modules) {
    return modules.stream()
        .map(module -> Path.of("..", module, "src", "main", "java", "dev", "lifeboat"))
        .map(sources -> sources.resolve(type + ".java"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " is no class of " + modules));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      var known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      return name.startsWith(OURS) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (var original = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (original == null) {
        throw new ClassNotFoundException(name);
      }
      var code = changed.getOrDefault(name, original.readAllBytes());
      return defineClass(name, code, 0, code.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String type, String text) {
      super(URI.create("string:///dev/lifeboat/" + type + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes;

    InMemory(StandardJavaFileManager files, Map<String, ByteArrayOutputStream> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location where, String name, JavaFileObject.Kind kind, FileObject from) {
      return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
