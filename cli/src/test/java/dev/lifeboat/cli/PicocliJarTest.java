package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The launcher leaves the published jar in place where this fails, and no user would notice.
final class PicocliJarTest {
  @TempDir private Path folder;

  @Test
  void each_of_its_classes_starts_and_an_aot_cache_takes_it() throws Exception {
    var jar = Files.copy(published(), folder.resolve("picocli.jar"));

    PicocliJar.main(new String[] {jar.toString()});

    try (var made = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      assertThat(made.loadClass("groovy.lang.Closure").getClassLoader()).isSameAs(made);
      for (var name : classes(jar)) {
        // The JVM verifies what it initializes.
        assertThat(Class.forName(name.replace('/', '.'), true, made).getClassLoader())
            .isSameAs(made);
        try (var bytes = made.getResourceAsStream(name + ".class")) {
          assertThat(ClassFile.of().parse(bytes.readAllBytes()).majorVersion())
              .as(name)
              .isEqualTo(ClassFile.JAVA_8_VERSION);
        }
      }
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  private static Path published() throws Exception {
    return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> classes(Path jar) throws Exception {
    try (var entries = new JarFile(jar.toFile())) {
      var found =
          entries.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith("picocli/") && name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()))
              .toList();
      assertThat(found).hasSizeGreaterThan(100);
      return found;
    }
  }
}
