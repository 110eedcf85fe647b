package dev.lifeboat.policy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The rooms of the house: which packages lie in each, and what they may depend on. A room without
/// classes yet refuses nothing.
enum ModuleDependencies {
  FILES(Set.of("files"), List.of(), List.of("tools.jackson")),
  PLAN(Set.of("plan", "problem"), List.of(FILES), List.of("org.snakeyaml.engine", "tools.jackson")),
  ENGINE(
      Set.of(
          "engine",
          "journal",
          "lease",
          "ledger",
          "placement",
          "provider",
          "rules",
          "runbook",
          "watch"),
      List.of(PLAN),
      List.of("tools.jackson", "com.fasterxml.jackson")),
  PROOF(
      Set.of("drill", "evidence", "history", "measure", "report", "scenario"),
      List.of(ENGINE),
      List.of("com.samskivert.mustache", "tools.jackson", "com.fasterxml.jackson")),
  SIMULATE(Set.of("simulate"), List.of(PROOF), List.of()),
  ASSESS(Set.of("assess"), List.of(ENGINE), List.of("tools.jackson")),
  CONTROL(Set.of("control"), List.of(SIMULATE, ASSESS), List.of("tools.jackson")),
  WIRE(
      Set.of("wire"),
      List.of(PLAN),
      List.of("org.xbill", "tools.jackson", "com.fasterxml.jackson")),
  POSTGRES(
      Set.of("postgres"),
      List.of(FILES),
      List.of("org.postgresql", "com.ongres", "org.apache.commons.compress", "org.tukaani.xz")),
  GUARD(
      Set.of("guard"),
      List.of(ENGINE, WIRE, POSTGRES),
      List.of("org.postgresql", "tools.jackson", "com.fasterxml.jackson")),
  MYSQL(Set.of("mysql"), List.of(GUARD), List.of("org.mariadb")),
  CANARY(
      Set.of("canary"),
      List.of(PROOF, WIRE, POSTGRES),
      List.of("tools.jackson", "com.fasterxml.jackson")),
  AGENT(
      Set.of("agent"),
      List.of(GUARD),
      List.of("org.postgresql", "tools.jackson", "com.fasterxml.jackson")),
  VAULT(Set.of("vault"), List.of(FILES), List.of("com.github.luben.zstd", "org.bouncycastle")),
  VAULT_POSTGRES(Set.of("vault.postgres"), List.of(VAULT, POSTGRES)),
  VAULT_S3(Set.of("vault.s3"), List.of(VAULT), List.of("software.amazon.awssdk")),
  WORLD(
      Set.of("lab.admin", "lab.bucket", "lab.frontdoor", "lab.link", "lab.standin"),
      List.of(GUARD)),
  LAB(Set.of("lab"), List.of(PROOF, AGENT, CANARY, WORLD)),
  AWS(Set.of("aws"), List.of(PROOF, GUARD, CANARY)),
  SERVERLESS(Set.of("aws.states", "aws.function"), List.of(AWS)),
  PROVISION(
      Set.of("provision"),
      List.of(SERVERLESS),
      List.of("tools.jackson", "com.fasterxml.jackson", "software.amazon.awssdk")),
  CLI(Set.of("cli"), List.of(CONTROL, MYSQL, LAB, PROVISION, VAULT_S3, VAULT_POSTGRES)),
  BENCH(Set.of("bench"), List.of(CLI));

  /// Rooms that decide, and touch neither clock nor socket.
  static final Set<ModuleDependencies> DECIDING =
      Set.of(FILES, PLAN, ENGINE, PROOF, SIMULATE, ASSESS, CONTROL);

  private static final String ROOT = "dev.lifeboat";

  /// The JDK, nullness annotations and the logging interface.
  private static final List<String> EVERYWHERE =
      List.of("java", "javax", "jdk", "com.sun", "org.jspecify", "org.slf4j");

  private static final Map<String, ModuleDependencies> BY_PACKAGE =
      Arrays.stream(values())
          .flatMap(room -> room.packages.stream().map(name -> Map.entry(ROOT + "." + name, room)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private final Set<String> packages;
  private final Set<ModuleDependencies> mayUse = new LinkedHashSet<>();
  private final List<String> libraries;

  /// A room whose libraries are left to decision pages.
  ModuleDependencies(Set<String> packages, List<ModuleDependencies> mayUse) {
    this(packages, mayUse, List.of());
  }

  /// @param packages below the root, each with all below it that is not in another room
  /// @param mayUse with whatever they may use
  ModuleDependencies(
      Set<String> packages, List<ModuleDependencies> mayUse, List<String> libraries) {
    this.packages = packages;
    this.libraries = libraries;
    mayUse.forEach(room -> {
      this.mayUse.add(room);
      this.mayUse.addAll(room.mayUse);
    });
  }

  /// The room a class of ours lives in.
  static Optional<ModuleDependencies> of(JavaClass type) {
    return BY_PACKAGE.entrySet().stream()
        .filter(entry -> isBelow(type, entry.getKey()))
        .max(Comparator.comparing(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue);
  }

  DescribedPredicate<JavaClass> classes() {
    return describe("in " + this, this::holds);
  }

  static DescribedPredicate<JavaClass> deciders() {
    return describe("in " + DECIDING, type -> of(type).filter(DECIDING::contains).isPresent());
  }

  /// What nothing in this room may depend on.
  DescribedPredicate<JavaClass> foreign() {
    return describe("foreign to it", type -> !allows(type.getBaseComponentType()));
  }

  String because() {
    return "by the table of rooms (ModuleDependencies.java, ARCHITECTURE.md) "
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

  private boolean holds(JavaClass type) {
    return of(type).filter(room -> room == this).isPresent();
  }

  private boolean allows(JavaClass type) {
    if (type.isPrimitive()) {
      return true;
    }
    if (isBelow(type, ROOT)) {
      return holds(type) || of(type).filter(mayUse::contains).isPresent();
    }
    return libraries.isEmpty()
        || EVERYWHERE.stream().anyMatch(root -> isBelow(type, root))
        || libraries.stream().anyMatch(root -> isBelow(type, root));
  }

  private static boolean isBelow(JavaClass type, String root) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
