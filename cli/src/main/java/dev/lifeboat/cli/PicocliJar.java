package dev.lifeboat.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// The launcher's copy of picocli, made anew so that a start costs less. As published its classes
/// are of Java 5, which no AOT cache takes: each start would read and verify them. And it asks for
/// a class of Groovy, for which each jar of the class path would be opened.
final class PicocliJar {
  private static final String GROOVY = "groovy/lang/Closure";

  private final ClassFile classes =
      ClassFile.of(
          StackMapsOption.GENERATE_STACK_MAPS,
          ClassHierarchyResolverOption.of(
              ClassHierarchyResolver.ofResourceParsing(PicocliJar.class.getClassLoader())
                  .orElse(ClassHierarchyResolver.defaultResolver())));

  /// `PicocliJar JAR`, which is replaced once the new one is whole. Picocli must be on the class
  /// path.
  public static void main(String[] arguments) throws IOException {
    var jar = Path.of(arguments[0]);
    var made = Path.of(jar + ".new");
    new PicocliJar().write(jar, made);
    Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private void write(Path from, Path to) throws IOException {
    try (var in = new JarFile(from.toFile());
        var out = new JarOutputStream(Files.newOutputStream(to))) {
      for (var entry : Collections.list(in.entries())) {
        byte[] bytes;
        try (var content = in.getInputStream(entry)) {
          bytes = content.readAllBytes();
        }
        boolean code = entry.getName().matches("picocli/.*\\.class");
        put(out, entry.getName(), code ? renewed(entry.getName(), bytes) : bytes);
      }
      put(out, GROOVY + ".class", none());
    }
  }

  /// @throws IOException where the JVM would refuse what was made
  private byte[] renewed(String name, byte[] published) throws IOException {
    var steps =
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(it -> it.withVersion(ClassFile.JAVA_8_VERSION, 0)));
    var made = classes.transformClass(classes.parse(published), steps);
    var wrong = classes.verify(made);
    if (!wrong.isEmpty()) {
      throw new IOException("%s cannot be made anew".formatted(name), wrong.getFirst());
    }
    return made;
  }

  /// A class that nothing extends, so that no command is one.
  private static byte[] none() {
    return ClassFile.of()
        .build(
            ClassDesc.ofInternalName(GROOVY),
            it ->
                it.withVersion(ClassFile.JAVA_8_VERSION, 0)
                    .withFlags(ClassFile.ACC_ABSTRACT | ClassFile.ACC_SUPER));
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
