package dev.lifeboat.policy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.ArchCondition.from;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Decide purely, act at the edge: the same journal, time and seed give the same run.
class EffectsTest {

  /// Deciding classes that touch the real clock or real randomness, each with the reason. Whatever
  /// is not listed gets a clock, a source of names and a way to wait from its caller.
  private static final Set<String> EDGE = Set.of();

  private static final Pattern TIME_OR_CHANCE =
      Pattern.compile(
          "java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\.(system\\w*|tick\\w+)"
              + "|java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
              + "|java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
              + "|java\\.lang\\.Math\\.random|java\\.util\\.UUID\\.randomUUID"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
              + "|java\\.util\\.(\\w+\\.)*\\w+\\.parallel(Stream)?");

  private static final Pattern MUTABLE =
      Pattern.compile(
          "java\\.util\\.concurrent\\.(atomic|locks)\\..*|java\\.lang\\.(Inheritable)?ThreadLocal"
              + "|java\\.lang\\.String(Builder|Buffer)|java\\.util\\.concurrent\\.Concurrent.*"
              + "|java\\.util\\.(Array|Linked|Hash|LinkedHash|Tree|Enum|Identity|WeakHash)\\w*");

  @Test
  @Tag("invariant-22")
  void deciders_take_time_and_chance_from_their_caller() {
    Product.keeps(
        noClasses()
            .that(ModuleDependencies.deciders())
            .and(describe("not at the edge", type -> !EDGE.contains(type.getName())))
            .should()
            .accessTargetWhere(aims("the real clock, chance or other threads", TIME_OR_CHANCE))
            .because(
                "what is decided must replay: pass in a Clock, an id, a Waiter; the edge calls"));
  }

  @Test
  void no_static_field_can_change() {
    Product.keeps(
        noFields()
            .that(describe("static", field -> field.getModifiers().contains(JavaModifier.STATIC)))
            .and(describe("written by hand", field -> !isSynthetic(field)))
            .should(from(describe("be able to change", EffectsTest::canChange)))
            .because("state belongs to an object that an entry point made and handed on"));
  }

  private static DescribedPredicate<JavaAccess<?>> aims(String what, Pattern pattern) {
    return describe(
        what,
        access ->
            pattern
                .matcher(access.getTargetOwner().getName() + "." + access.getTarget().getName())
                .matches());
  }

  private static boolean isSynthetic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.SYNTHETIC) || field.getName().contains("$");
  }

  private static boolean canChange(JavaField field) {
    return !field.getModifiers().contains(JavaModifier.FINAL)
        || MUTABLE.matcher(field.getRawType().getName()).matches();
  }
}
