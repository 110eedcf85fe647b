package dev.lifeboat.policy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The rooms of the house, one a module: what each may depend on. A room without classes yet
/// refuses nothing.
enum Room {
  CORE(List.of(), List.of("org.snakeyaml.engine", "tools.jackson", "com.fasterxml.jackson")),
  POSTGRES(
      List.of(),
      List.of("org.postgresql", "com.ongres", "org.apache.commons.compress", "org.tukaani.xz")),
  AGENT(
      List.of(CORE, POSTGRES),
      List.of("org.postgresql", "org.xbill", "tools.jackson", "com.fasterxml.jackson")),
  MYSQL(List.of(AGENT), List.of("org.mariadb")),
  VAULT(List.of(POSTGRES)),
  LAB(List.of(CORE, POSTGRES, AGENT, VAULT)),
  AWS(List.of(CORE, POSTGRES, AGENT)),
  INFRA(List.of(CORE)),
  KUBERNETES(List.of(CORE, AGENT)),
  SERVER(List.of(CORE, LAB, AWS, KUBERNETES)),
  CLI(List.of(CORE, POSTGRES, AGENT, MYSQL, VAULT, LAB, AWS, INFRA, KUBERNETES, SERVER)),
  BENCH(List.of(CORE, POSTGRES, AGENT, MYSQL, VAULT, LAB, AWS, INFRA, KUBERNETES, SERVER, CLI));

  private static final String ROOT = "dev.lifeboat";

  /// The JDK, nullness annotations and the logging interface.
  private static final List<String> EVERYWHERE =
      List.of("java", "javax", "jdk", "com.sun", "org.jspecify", "org.slf4j");

  private final List<Room> mayUse;
  private final List<String> libraries;

  /// A room whose libraries are left to decision pages.
  Room(List<Room> mayUse) {
    this(mayUse, List.of());
  }

  Room(List<Room> mayUse, List<String> libraries) {
    this.mayUse = mayUse;
    this.libraries = libraries;
  }

  /// The room a class of ours lives in. What is in no other room is in core.
  static Room of(JavaClass type) {
    return Arrays.stream(values())
        .filter(room -> room != CORE && isBelow(type, room.root()))
        .findFirst()
        .orElse(CORE);
  }

  DescribedPredicate<JavaClass> classes() {
    return describe("in " + this, type -> isBelow(type, ROOT) && of(type) == this);
  }

  /// What nothing in this room may depend on.
  DescribedPredicate<JavaClass> foreign() {
    return describe("foreign to it", type -> !allows(type.getBaseComponentType()));
  }

  String because() {
    return "by the table of rooms (Room.java, ARCHITECTURE.md) "
        + this
        + " may use "
        + (mayUse.isEmpty() ? "no other room" : mayUse)
        + (libraries.isEmpty() ? "" : " and of libraries only " + libraries)
        + ": turn the arrow round (an interface here, implemented there) or move the class";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private String root() {
    return this == CORE ? ROOT : ROOT + "." + this;
  }

  private boolean allows(JavaClass type) {
    if (type.isPrimitive()) {
      return true;
    }
    if (isBelow(type, ROOT)) {
      return of(type) == this || mayUse.contains(of(type));
    }
    return libraries.isEmpty()
        || EVERYWHERE.stream().anyMatch(root -> isBelow(type, root))
        || libraries.stream().anyMatch(root -> isBelow(type, root));
  }

  private static boolean isBelow(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
