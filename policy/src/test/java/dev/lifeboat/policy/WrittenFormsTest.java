package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Files and messages outlive the names of classes: a journal, an assignment or a vote that an
/// earlier release wrote is read by this one.
///
/// Method: each record that is read from JSON is found by the class that its reader names. Its
/// fields, and the words of what lies in it, are compared with a list that knows no class name.
class WrittenFormsTest {
  private static final Path KNOWN = Path.of("src", "test", "resources", "written-forms.txt");

  private static final Set<String> JSON =
      Set.of("tools.jackson.databind", "tools.jackson.databind.json");

  private static final Set<String> READERS =
      Set.of(
          "dev.lifeboat.files.JsonFile",
          "dev.lifeboat.wire.JsonClient",
          "dev.lifeboat.wire.ProgramJson",
          "dev.lifeboat.wire.Request");

  private final Set<Class<?>> seen = new HashSet<>();
  private final SortedSet<String> forms = new TreeSet<>();

  @Test
  void what_is_written_has_the_fields_and_words_that_are_listed() throws IOException {
    roots().forEach(this::add);

    assertThat(forms)
        .as("a new line is added to %s; a line that is gone is a file that nobody reads", KNOWN)
        .containsExactlyElementsOf(Files.readAllLines(KNOWN));
  }

  @Test
  void what_is_told_apart_by_a_word_has_it_beside_it() {
    roots().forEach(this::add);

    assertThat(seen)
        .filteredOn(type -> type.isRecord() && family(type).isPresent())
        .isNotEmpty()
        .allSatisfy(type -> {
          assertThat(family(type).orElseThrow().use()).isEqualTo(JsonTypeInfo.Id.NAME);
          assertThat(type.getAnnotation(JsonTypeName.class)).isNotNull();
        });
  }

  /// What a reader of JSON names. The plan's own types are bound by hand, from keys that its schema
  /// lists.
  private static Stream<Class<?>> roots() {
    return Product.classes()
        .filter(WrittenFormsTest::readsJson)
        .flatMap(type -> type.getReferencedClassObjects().stream())
        .map(ReferencedClassObject::getRawType)
        .filter(type -> type.getPackageName().startsWith("dev.lifeboat."))
        .filter(type -> !type.getPackageName().equals("dev.lifeboat.plan"))
        .map(JavaClass::getName)
        .distinct()
        .map(WrittenFormsTest::load)
        .filter(type -> type.isRecord() || family(type).isPresent());
  }

  private static boolean readsJson(JavaClass type) {
    return Stream.concat(
            type.getMethodCallsFromSelf().stream(), type.getConstructorCallsFromSelf().stream())
        .map(JavaAccess::getTargetOwner)
        .anyMatch(
            owner -> JSON.contains(owner.getPackageName()) || READERS.contains(owner.getName()));
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, WrittenFormsTest.class.getClassLoader());
    } catch (ClassNotFoundException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType of) {
      Arrays.stream(of.getActualTypeArguments()).forEach(this::add);
      return;
    }
    if (!(type instanceof Class<?> form)
        || !form.getName().startsWith("dev.lifeboat.")
        || !seen.add(form)) {
      return;
    }
    if (form.isEnum()) {
      forms.add(
          "one of "
              + joined(
                  Arrays.stream(form.getFields())
                      .filter(Field::isEnumConstant)
                      .map(WrittenFormsTest::word)));
    } else if (form.isSealed()) {
      Arrays.stream(form.getPermittedSubclasses()).forEach(this::add);
    } else if (form.isRecord()) {
      var fields = List.of(form.getRecordComponents());
      forms.add(word(form) + joined(fields.stream().map(WrittenFormsTest::word)));
      fields.forEach(field -> add(field.getGenericType()));
    }
  }

  private static String word(Class<?> form) {
    var word = form.getAnnotation(JsonTypeName.class);
    return word == null
        ? ""
        : "%s=%s: ".formatted(family(form).orElseThrow().property(), word.value());
  }

  private static String word(Field constant) {
    var given = constant.getAnnotation(JsonProperty.class);
    return given == null ? constant.getName() : given.value();
  }

  private static String word(RecordComponent field) {
    if (field.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
      var fields = field.getType().getRecordComponents();
      return joined(Arrays.stream(fields).map(WrittenFormsTest::word));
    }
    var given = field.getAccessor().getAnnotation(JsonProperty.class);
    var name = given == null ? field.getName() : given.value();
    return name + ":" + kind(field.getGenericType());
  }

  /// Such as `long` or `List<{}>`: a type of our own has no name here.
  private static String kind(Type type) {
    return switch (type) {
      case ParameterizedType of ->
          kind(of.getRawType())
              + Arrays.stream(of.getActualTypeArguments())
                  .map(WrittenFormsTest::kind)
                  .collect(Collectors.joining(",", "<", ">"));
      case Class<?> own when own.getName().startsWith("dev.lifeboat.") ->
          own.isEnum() ? "word" : "{}";
      case Class<?> other -> other.getSimpleName();
      default -> type.getTypeName();
    };
  }

  private static String joined(Stream<String> names) {
    return names.collect(Collectors.joining(" "));
  }

  /// How the types of one family are told apart.
  private static Optional<JsonTypeInfo> family(Class<?> type) {
    return Stream.concat(Stream.of(type), interfaces(type))
        .flatMap(it -> Optional.ofNullable(it.getDeclaredAnnotation(JsonTypeInfo.class)).stream())
        .findFirst();
  }

  private static Stream<Class<?>> interfaces(Class<?> type) {
    return Arrays.stream(type.getInterfaces())
        .flatMap(it -> Stream.concat(Stream.of(it), interfaces(it)));
  }
}
