package dev.lifeboat.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What each key means: the comment above its declaration, a constant or a method of its name. The
/// word of a provider has that of the keys below it.
final class KeyMeanings {
  private static final List<String> PACKAGES =
      List.of("plan/dev.lifeboat.plan", "lab/dev.lifeboat.lab.plan", "aws/dev.lifeboat.aws.keys");
  private static final Pattern DECLARED =
      Pattern.compile(
          "((?:^ *///.*\\n)+) *(?:public |private )?static (?:final )?(?:PlanKey<.+?>|Keys) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern ENCLOSING = Pattern.compile("\\b(?:class|record|interface) (\\w+)");

  private final Map<Object, String> ofConstants = new IdentityHashMap<>();
  private final Map<String, String> ofMethods = new HashMap<>();

  KeyMeanings() {
    for (var room : PACKAGES) {
      var module = room.split("/")[0];
      var name = room.split("/")[1];
      var folder = Path.of("..", module, "src", "main", "java").resolve(name.replace('.', '/'));
      try (var files = Files.list(folder)) {
        for (var file : files.sorted().toList()) {
          var type = file.getFileName().toString().replace(".java", "");
          if (!type.equals("package-info")) {
            read(Files.readString(file), Class.forName(name + "." + type));
          }
        }
      } catch (IOException | ReflectiveOperationException unreadable) {
        throw new AssertionError(unreadable);
      }
    }
  }

  String of(PlanKey<?> key) {
    return Optional.ofNullable(ofConstants.get(key))
        .or(() -> Optional.ofNullable(ofMethods.get(key.name())))
        .or(() -> Optional.ofNullable(ofConstants.get(key.type())))
        .orElseThrow(() -> new AssertionError("write above the key what it means: " + key));
  }

  private void read(String source, Class<?> top) throws ReflectiveOperationException {
    var found = DECLARED.matcher(source);
    while (found.find()) {
      var meaning = found.group(1).replaceAll("(?m)^ *///", "").replace("\n", "").strip();
      var name = found.group(2);
      if (source.charAt(found.end()) == '(') {
        ofMethods.put(name, meaning);
      } else {
        var field = declaring(top, source.substring(0, found.start())).getDeclaredField(name);
        field.setAccessible(true);
        ofConstants.put(field.get(null), meaning);
      }
    }
  }

  /// The type that was begun last.
  private static Class<?> declaring(Class<?> top, String before) {
    return ENCLOSING
        .matcher(before)
        .results()
        .flatMap(it -> nested(top).filter(type -> type.getSimpleName().equals(it.group(1))))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private static Stream<Class<?>> nested(Class<?> type) {
    return Stream.concat(
        Stream.of(type), Arrays.stream(type.getDeclaredClasses()).flatMap(KeyMeanings::nested));
  }
}
