package dev.lifeboat.policy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.ArchCondition.from;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Who may know whom, and what things are called.
class ArchitectureTest {

  private static final Pattern SOCKET =
      Pattern.compile(
          "java\\.sql\\..*|java\\.net\\.http\\..*|com\\.sun\\.net\\.httpserver\\..*"
              + "|java\\.net\\.(Server|Datagram)?Socket|java\\.nio\\.channels\\..*SocketChannel");

  private static final Pattern KIND_PACKAGE =
      Pattern.compile(".*\\.(utils?|common|impl|models?|services?|helpers?)(\\..*)?");

  private static final Pattern KIND_CLASS = Pattern.compile(".*(Utils?|Manager|Helper)");

  @ParameterizedTest
  @EnumSource
  void a_room_uses_only_what_the_design_allows(ModuleDependencies room) {
    Product.keeps(
        noClasses()
            .that(room.classes())
            .should()
            .dependOnClassesThat(room.foreign())
            .because(room.because()));
  }

  @Test
  void each_class_lives_in_a_room() {
    Product.keeps(
        noClasses()
            .should(
                from(describe("live in no room", type -> ModuleDependencies.of(type).isEmpty())))
            .because(
                "what no room holds may know everything: name its package in ModuleDependencies.java"));
  }

  @Test
  void no_packages_know_each_other_in_a_circle() {
    Product.keeps(
        slices()
            .matching("dev.lifeboat.(**)")
            .should()
            .beFreeOfCycles()
            .because("of two such packages none can be read, moved or tested without the other"));
  }

  @Test
  @Tag("invariant-22")
  void deciders_know_no_socket_and_no_database() {
    Product.keeps(
        noClasses()
            .that(ModuleDependencies.deciders())
            .should()
            .dependOnClassesThat(named("sockets, HTTP or SQL", SOCKET))
            .because("ask through an interface of the engine, answer in a provider"));
  }

  @Test
  void picocli_stays_in_the_command_line() {
    Product.keeps(
        noClasses()
            .that(not(ModuleDependencies.CLI.classes()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..")
            .because("commands only parse and print: cli calls the room, never the room cli"));
  }

  @Test
  void packages_are_parts_of_the_product() {
    Product.keeps(
        noClasses()
            .should(
                from(
                    describe(
                        "lie in a package named after a kind of code",
                        type -> KIND_PACKAGE.matcher(type.getPackageName()).matches())))
            .because("a package is named after what it does for recovery"));
  }

  @Test
  void classes_are_named_after_what_they_are() {
    Product.keeps(
        noClasses()
            .should(from(named("be a Util, Manager or Helper", KIND_CLASS)))
            .because("such a name says nothing: split the class by what its methods are about"));
  }

  private static DescribedPredicate<JavaClass> named(String what, Pattern pattern) {
    return describe(what, type -> pattern.matcher(type.getName()).matches());
  }
}
