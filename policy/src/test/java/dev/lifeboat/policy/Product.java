package dev.lifeboat.policy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/// The compiled classes of all modules, without their tests.
final class Product {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.lifeboat");

  private Product() {}

  static Stream<JavaClass> classes() {
    return CLASSES.stream();
  }

  /// Fails with every class that breaks the rule. A rule about a room without classes holds.
  static void keeps(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
